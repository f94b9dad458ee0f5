package io.actionstream.synthetic.film;

import io.actionstream.synthetic.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Writes folders of films with a list of what they show. */
public final class Films {
    /** The list of true segments: a line each, {@code film,start,end,label}, times in milliseconds of the film. */
    public static final String SEGMENTS = "segments.csv";

    private Films() {}

    /**
     * Writes {@code film-0001.avi} and so on, and {@value #SEGMENTS}. The same options write the same files.
     *
     * @param folder made when it does not exist
     * @param progress called on the caller's thread with each film that is written
     * @throws IOException when a file cannot be written; films written until then stay
     */
    public static void write(Path folder, FilmOptions options, Consumer<Path> progress)
            throws IOException, InterruptedException {
        Rendering.makeFolder(folder);
        SplittableRandom seeds = new SplittableRandom(options.seed());
        List<String> lines = new ArrayList<>(List.of("film,start,end,label"));
        List<Callable<Path>> films = new ArrayList<>();
        for (int i = 1; i <= options.films(); i++) {
            Film film = new Film(seeds.nextLong(), options.scene(), options.millis(), options.idle());
            String name = "film-%04d.avi".formatted(i);
            film.truths()
                    .forEach(truth -> lines.add(name + "," + truth.start() + "," + truth.end() + "," + truth.label()));
            int frames = (int) Math.ceil(options.millis() * options.frameRate() / 1000);
            films.add(() ->
                    Rendering.video(folder.resolve(name), options.scene(), options.frameRate(), frames, film::frame));
        }
        Rendering.all(films, options.threads(), progress);
        Files.write(folder.resolve(SEGMENTS), lines);
    }
}
