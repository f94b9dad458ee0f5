package io.actionstream.synthetic;

import io.actionstream.media.video.VideoWriter;
import io.actionstream.synthetic.scene.SceneOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Writes video files, several at a time. */
public final class Rendering {
    private Rendering() {}

    /**
     * Runs tasks that each write a file.
     *
     * @param progress called on the caller's thread with each file that is written
     * @throws IOException when a file cannot be written; files written until then stay
     */
    public static void all(List<Callable<Path>> tasks, int threads, Consumer<Path> progress)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<Path> files = new ExecutorCompletionService<>(workers);
            tasks.forEach(files::submit);
            for (int i = 0; i < tasks.size(); i++) {
                progress.accept(files.take().get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /**
     * Writes a video.
     *
     * @param frames how many
     * @param picture gives the picture at a time in milliseconds
     * @return the file
     */
    public static Path video(
            Path file, SceneOptions scene, double frameRate, int frames, LongFunction<BufferedImage> picture)
            throws IOException, InterruptedException {
        try (VideoWriter writer = VideoWriter.create(file, scene.width(), scene.height(), frameRate)) {
            for (int i = 0; i < frames; i++) {
                if (Thread.interrupted()) {
                    writer.discard();
                    throw new InterruptedException("stopped while writing " + file);
                }
                writer.write(picture.apply(Math.round(i * 1000 / frameRate)));
            }
        }
        return file;
    }

    /** Makes a folder and those above it; one that exists is left as it is. */
    public static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("can't make folder " + folder + ": " + e, e);
        }
    }
}
