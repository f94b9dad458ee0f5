package io.actionstream.operators.models;

import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** A store that never answers, under the scheme {@code hanging:}. */
public final class HangingFiles implements FileSystemFactory {

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final CountDownLatch GIVEN_UP = new CountDownLatch(1);

    /** Waits until somebody gives up on it. */
    static void awaitGivenUp() throws InterruptedException {
        GIVEN_UP.await();
    }

    @Override
    public String getScheme() {
        return "hanging";
    }

    @Override
    public FileSystem create(URI uri) {
        return new LocalFileSystem() {
            @Override
            public FileStatus getFileStatus(Path path) throws InterruptedIOException {
                try {
                    NEVER.await();
                    throw new AssertionError("it never answers");
                } catch (InterruptedException e) {
                    GIVEN_UP.countDown();
                    throw new InterruptedIOException("given up");
                }
            }
        };
    }
}
