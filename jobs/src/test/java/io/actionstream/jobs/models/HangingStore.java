package io.actionstream.jobs.models;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Files of this machine under the scheme {@code store:}, which can be made to hang. */
public final class HangingStore implements FileSystemFactory {

    private static volatile CountDownLatch answers = new CountDownLatch(0);

    /** From now on it does not answer, nor does it notice when somebody gives up on it. */
    static void hang() {
        answers = new CountDownLatch(1);
    }

    /** It answers again, those who wait as well. */
    static void goOn() {
        answers.countDown();
    }

    @Override
    public String getScheme() {
        return "store";
    }

    @Override
    public FileSystem create(URI uri) {
        return new LocalFileSystem() {
            @Override
            public FSDataInputStream open(Path path) throws IOException {
                awaitAnswer();
                return super.open(path);
            }
        };
    }

    private static void awaitAnswer() {
        boolean answered = false;
        while (!answered) {
            try {
                answers.await();
                answered = true;
            } catch (InterruptedException e) {
                Thread.onSpinWait(); // deaf
            }
        }
    }
}
