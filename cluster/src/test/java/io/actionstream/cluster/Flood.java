package io.actionstream.cluster;

import io.actionstream.jobs.publish.KafkaFrames;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Sends a frame again and again on a thread of its own, no faster than a rate. */
final class Flood implements AutoCloseable {
    private final KafkaFrames frames;
    private final byte[] image;
    private final IntFunction<String> cameras;
    private final double perSecond;
    private final CompletableFuture<Void> end;
    private volatile boolean stopped;

    /**
     * Starts to send.
     *
     * @param cameras the name of the camera of the nth frame
     */
    Flood(KafkaFrames frames, byte[] image, IntFunction<String> cameras, double perSecond) {
        this.frames = frames;
        this.image = image;
        this.cameras = cameras;
        this.perSecond = perSecond;
        this.end = CompletableFuture.runAsync(this::run, command -> new Thread(command, "flood").start());
    }

    /** Fails when sending has. */
    void requireSending() {
        if (end.isDone()) {
            end.join();
        }
    }

    /** Bytes of images up to now. */
    long bytes() {
        return frames.sent() * image.length;
    }

    private void run() {
        long start = System.nanoTime();
        for (int frame = 0; !stopped; frame++) {
            long due = start + (long) (frame / perSecond * TimeUnit.SECONDS.toNanos(1));
            LockSupport.parkNanos(due - System.nanoTime());
            frames.frame(cameras.apply(frame), System.currentTimeMillis(), image, null);
        }
        frames.flush();
    }

    @Override
    public void close() {
        stopped = true;
        end.join();
        if (frames.tooLarge() > 0) {
            throw new AssertionError(frames.tooLarge() + " frames are too large for the broker");
        }
    }
}
