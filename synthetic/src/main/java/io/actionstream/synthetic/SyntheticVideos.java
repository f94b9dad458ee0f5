package io.actionstream.synthetic;

import io.actionstream.media.video.VideoWriter;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Writes folders of generated videos in UCF101's layout: {@code <Class>/v_<Class>_gNN_cNN.avi}. */
public final class SyntheticVideos {
    private SyntheticVideos() {}

    /**
     * Writes videos of every action. Each group (gNN) of an action is a person of their own, each clip (cNN) a scene of
     * its own, and all are drawn alike for every action; the same options write the same files.
     *
     * @param folder made when it does not exist; with {@link SyntheticOptions#splits} it also gets
     *     {@code trainlist.txt}, {@code vallist.txt} and {@code testlist.txt}
     * @param progress called on the caller's thread with each video that is written
     * @return the videos, action by action
     * @throws IOException when a file cannot be written; videos written until then stay
     */
    public static List<Path> write(Path folder, SyntheticOptions options, Consumer<Path> progress)
            throws IOException, InterruptedException {
        List<Take> takes = Take.all(options);
        for (SyntheticAction action : SyntheticAction.values()) {
            makeFolder(folder.resolve(action.label()));
        }
        ExecutorService workers = Executors.newFixedThreadPool(options.threads());
        try {
            CompletionService<Path> videos = new ExecutorCompletionService<>(workers);
            takes.forEach(take -> videos.submit(() -> write(folder.resolve(take.path()), take, options)));
            for (int i = 0; i < takes.size(); i++) {
                progress.accept(videos.take().get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
        if (options.splits()) {
            SplitLists.write(folder, takes, options.groups());
        }
        return takes.stream().map(take -> folder.resolve(take.path())).toList();
    }

    private static Path write(Path file, Take take, SyntheticOptions options) throws IOException, InterruptedException {
        SyntheticVideo video = take.video(options);
        SceneOptions scene = options.scene();
        try (VideoWriter writer = VideoWriter.create(file, scene.width(), scene.height(), options.frameRate())) {
            for (int i = 0; i < options.framesPerVideo(); i++) {
                if (Thread.interrupted()) {
                    writer.discard();
                    throw new InterruptedException("stopped while writing " + file);
                }
                writer.write(video.frame(Math.round(i * 1000 / options.frameRate())));
            }
        }
        return file;
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("can't make folder " + folder + ": " + e, e);
        }
    }
}
