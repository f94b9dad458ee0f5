package io.actionstream.jobs.publish;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.video.VideoReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Several cameras playing at once, a thread for each. Closing ends their sessions and stops them. */
public final class Cameras implements AutoCloseable {

    private static final long STOP_SECONDS = 10;

    private final List<Camera> cameras;
    private final ExecutorService threads;

    Cameras(List<Camera> cameras) {
        this.cameras = cameras;
        this.threads = Executors.newFixedThreadPool(cameras.size(), task -> new Thread(task, "camera"));
    }

    /**
     * Cameras that send real videos.
     *
     * @param quality of the JPEG images, 1 to 100
     * @param size to resize frames to
     * @param problems is told what could not be read
     */
    public static Cameras of(
            List<CameraPlan> plans,
            PlayOptions options,
            int quality,
            Optional<FrameSize> size,
            KafkaFrames frames,
            Consumer<String> problems) {
        var encoder = new FrameEncoder(quality);
        Video.Opener videos = address -> new EncodedVideo(VideoReader.open(address), encoder, size);
        List<Camera> cameras = new ArrayList<>();
        for (CameraPlan plan : plans) {
            Camera file = new FileCamera(plan, options, videos, frames, Time.SYSTEM, problems);
            cameras.add(
                    plan.live()
                            ? new LiveCamera(
                                    plan,
                                    options.rate(),
                                    videos,
                                    frames,
                                    Time.SYSTEM,
                                    new Backoff(new Random()),
                                    problems,
                                    file)
                            : file);
        }
        return new Cameras(cameras);
    }

    /**
     * Plays all of them to their end.
     *
     * @return how many videos could not be read
     * @throws LaunchException when Kafka no longer takes frames
     */
    public int play() throws InterruptedException {
        var playing = new ExecutorCompletionService<Integer>(threads);
        cameras.forEach(camera -> playing.submit(camera::play));
        int unreadable = 0;
        for (int ended = 0; ended < cameras.size(); ended++) {
            unreadable += result(playing.take());
        }
        return unreadable;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int result(Future<Integer> camera) throws InterruptedException {
        try {
            return camera.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("a camera was stopped");
            }
            if (e.getCause() instanceof LaunchException failure) {
                throw failure;
            }
            throw new IllegalStateException("a camera failed", e.getCause());
        }
    }
}
