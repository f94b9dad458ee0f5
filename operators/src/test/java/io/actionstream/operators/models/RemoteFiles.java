package io.actionstream.operators.models;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Files of this machine under a scheme of another, {@code remote:}. */
public final class RemoteFiles implements FileSystemFactory {

    @Override
    public String getScheme() {
        return "remote";
    }

    @Override
    public FileSystem create(URI uri) {
        return new LocalFileSystem();
    }
}
