package io.actionstream.training.download;

import io.actionstream.media.video.ShownAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Fetches chosen videos into a data folder, {@code <Class>/v_<Class>_gNN_cNN.avi}, and writes the lists of the splits. A
 * second run fetches only what is missing.
 */
public final class Downloader implements Closeable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String name;
    private final VideoSource source;

    Downloader(String name, VideoSource source) {
        this.name = name;
        this.source = source;
    }

    /**
     * A downloader of an archive or a folder.
     *
     * @param source address of a zip ({@code http://}, {@code https://}), a zip, or a folder
     * @param warnings told in one line what of a folder is left out, if anything is
     * @throws IllegalArgumentException when it is none of these
     */
    public static Downloader of(String source, Consumer<String> warnings) throws IOException {
        if (source.matches("(?i)https?://.*")) {
            return new Downloader(
                    ShownAddress.of(source), new ZipVideos(HttpBytes.of(source, Retries.DEFAULT, TIMEOUT)));
        }
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            return new Downloader(source, new FolderVideos(path, warnings));
        }
        if (Files.isRegularFile(path)) {
            return new Downloader(source, new ZipVideos(new FileBytes(path)));
        }
        throw new IllegalArgumentException(
                "source must be an address, a zip or a folder, and there is none: " + ShownAddress.of(source));
    }

    /** Is told how a download goes, by one thread at a time. */
    public interface Progress {
        /** So much is to be done. */
        void started(int videos, long bytes);

        /** So much more is done. */
        void done(long bytes);
    }

    /**
     * Fetches the videos that the division chooses.
     *
     * @param folder made when it does not exist
     * @param threads how many videos at a time
     * @throws IOException when one can't be fetched; what was fetched until then stays
     */
    public Splits download(Division division, Path folder, int threads, Progress progress)
            throws IOException, InterruptedException {
        List<SourceVideo> videos = source.videos();
        if (videos.isEmpty()) {
            throw new IOException("no videos named as UCF101's (v_<Class>_g01_c01.avi) in " + name);
        }
        Splits splits = division.of(videos);
        List<SourceVideo> chosen = splits.all();
        progress.started(
                chosen.size(), chosen.stream().mapToLong(SourceVideo::bytes).sum());
        fetch(chosen, folder, threads, progress);
        splits.write(folder);
        return splits;
    }

    private static void fetch(List<SourceVideo> videos, Path folder, int threads, Progress progress)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<Void> fetched = new ExecutorCompletionService<>(workers);
            videos.forEach(video -> fetched.submit(() -> fetch(video, folder, progress)));
            for (int i = 0; i < videos.size(); i++) {
                fetched.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io
                    ? io
                    : new IOException(e.getCause().toString(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static Void fetch(SourceVideo video, Path folder, Progress progress) throws IOException {
        Path target = folder.resolve(video.path()).normalize();
        if (!target.startsWith(folder.normalize())) {
            throw new IOException(video.path() + " would leave " + folder);
        }
        Files.createDirectories(target.getParent());
        video.fetch().into(target, bytes -> {
            synchronized (progress) {
                progress.done(bytes);
            }
        });
        return null;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
