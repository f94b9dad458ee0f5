package io.actionstream.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Writes folders of generated videos in UCF101's layout: {@code <Class>/v_<Class>_gNN_cNN.avi}. */
public final class SyntheticVideos {
    private SyntheticVideos() {}

    /**
     * Writes videos of every action, and of idle people where asked for. Each group (gNN) of an action is a person of their own, each clip (cNN) a scene of
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
        for (Take take : takes) {
            Rendering.makeFolder(folder.resolve(take.path()).getParent());
        }
        List<Callable<Path>> videos = takes.stream()
                .<Callable<Path>>map(take -> () -> write(folder.resolve(take.path()), take, options))
                .toList();
        Rendering.all(videos, options.threads(), progress);
        if (options.splits()) {
            SplitLists.write(folder, takes, options.groups());
        }
        return takes.stream().map(take -> folder.resolve(take.path())).toList();
    }

    private static Path write(Path file, Take take, SyntheticOptions options) throws IOException, InterruptedException {
        SyntheticVideo video = take.video(options);
        return Rendering.video(file, options.scene(), options.frameRate(), options.framesPerVideo(), video::frame);
    }
}
