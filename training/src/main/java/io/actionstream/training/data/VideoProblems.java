package io.actionstream.training.data;

import io.actionstream.media.video.VideoException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells what is wrong with videos, each thing once. Safe for any number of threads. */
public final class VideoProblems {
    private final Consumer<String> messages;
    private final Set<Object> told = ConcurrentHashMap.newKeySet();

    public VideoProblems(Consumer<String> messages) {
        this.messages = messages;
    }

    /** Tells what a video's reader warns of. */
    void warn(Iterable<String> warnings) {
        for (String warning : warnings) {
            if (told.add(warning)) {
                messages.accept(warning);
            }
        }
    }

    /** Names a video that is left out, whatever the reason is the next time. */
    void leftOut(Path video, String reason) {
        if (told.add(video)) {
            messages.accept("left out: " + reason);
        }
    }

    /**
     * Names a video that could not be read.
     *
     * @throws VideoException the same, when it was not read because the thread is to end
     */
    public void leftOut(Path video, VideoException e) throws VideoException {
        if (Thread.currentThread().isInterrupted()) {
            throw e;
        }
        leftOut(video, e.getMessage());
    }
}
