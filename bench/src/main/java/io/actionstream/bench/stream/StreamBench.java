package io.actionstream.bench.stream;

import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The whole job between Kafka topics, on this machine. */
public final class StreamBench {
    private static final int BACKLOG_SECONDS = 16_200; // of film: most of a job is compiled in half a minute
    private static final double BACKLOG_BYTES = 6e9;
    private static final int LIVE_SECONDS = 42;
    private static final int WARM_UPS = 3;
    private static final int LIVE_WARM_UPS = 2;
    private static final int MANY_CAMERAS = 200;
    private static final double SPARE = 1.25;

    private final Film film;
    private final String checkpoint;
    private final double clipMillis;
    private final Figure inference;
    private final int backlogSeconds;
    private final Path brokerFiles;

    /**
     * Measures the job.
     *
     * @param film what the cameras show; of large frames there is a shorter backlog, and no live cameras
     * @param checkpoint name or directory of the network's
     * @param clipMillis of the network alone with the video, for each clip of full batches
     * @param inference of one clip of the video by itself, beside one without black bars
     */
    public StreamBench(Film film, String checkpoint, double clipMillis, Figure inference) throws Exception {
        this.film = film;
        this.checkpoint = "--checkpoint=" + checkpoint;
        this.clipMillis = clipMillis;
        this.inference = inference;
        double bytesOfSecond = Load.FRAMES_PER_SECOND * film.meanBytes();
        this.backlogSeconds = (int) Math.min(BACKLOG_SECONDS, BACKLOG_BYTES / bytesOfSecond);
        this.brokerFiles = BrokerFiles.parent(mostBytes());
    }

    /** Bytes of the longest log that a run makes, were the job as fast as the network alone. */
    private long mostBytes() {
        Load backlog = new Load(1, backlogSeconds);
        if (hasLargeFrames()) {
            return (long) (SPARE * backlog.frames() * film.meanBytes());
        }
        long frames = Stream.of(
                        backlog,
                        new Load(camerasAt(1000 / clipMillis), LIVE_SECONDS),
                        new Load(MANY_CAMERAS, LIVE_SECONDS))
                .mapToLong(Load::frames)
                .max()
                .orElseThrow();
        return (long) (SPARE * frames * film.meanBytes());
    }

    /** True when the frames of live cameras would be more than a broker on this machine can take. */
    private boolean hasLargeFrames() {
        return backlogSeconds < BACKLOG_SECONDS;
    }

    /** The directory of the broker's files while a run lasts. */
    public Path brokerFiles() {
        return brokerFiles;
    }

    /** A backlog with few and many cameras, then live cameras. */
    public List<Figure> figures() throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < WARM_UPS; i++) {
            backlog(10); // what the virtual machine compiles in its first minutes would count against the first figure
        }
        double few = backlog(10);
        figures.add(Figure.beside("end to end, 10 cameras", few, "clips/s", "the network alone", 1000 / clipMillis)
                .wanting(Goal.atLeast(0.85)));
        for (int cameras : new int[] {1, 100}) {
            figures.add(Figure.beside("end to end, " + cameras + " cameras", backlog(cameras), "clips/s", "10", few)
                    .wanting(Goal.atLeast(0.9)));
        }
        figures.add(Figure.of("bytes of a frame", film.meanBytes(), "bytes"));
        if (hasLargeFrames()) {
            return figures;
        }
        for (int i = 0; i < LIVE_WARM_UPS; i++) {
            half(few); // likewise: frames that come one by one take other ways than a backlog
        }
        figures.addAll(latency(few));
        figures.add(liveCameras(few));
        figures.addAll(manyCameras());
        return figures;
    }

    private double backlog(int cameras) throws Exception {
        Load load = new Load(cameras, backlogSeconds / cameras);
        try (StreamRun run = new StreamRun(film, brokerFiles, checkpoint)) {
            run.ensureTopics();
            run.publish(publisher -> {
                publisher.backlog(load);
                return null;
            });
            CompletableFuture<Arrivals> arrivals = run.gather(load.clips());
            run.start();
            return arrivals.get().steadyRate();
        }
    }

    private List<Figure> latency(double highest) throws Exception {
        Arrivals half = half(highest);
        List<Figure> figures = new ArrayList<>(latency(half, "p50", 0.5, 1.5));
        figures.addAll(latency(half, "p99", 0.99, 3));
        return figures;
    }

    /** Half of the highest load, with frames that nothing waits for. */
    private Arrivals half(double highest) throws Exception {
        return live(camerasAt(highest / 2), "--out-of-orderness=0ms");
    }

    private List<Figure> latency(Arrivals half, String name, double share, double most) {
        String what = "latency at half the load, " + name;
        double millis = half.latencyMillis(share);
        return List.of(
                Figure.beside(what, millis, "ms", "one inference, without black bars", inference.yardstickValue())
                        .wanting(Goal.atMost(most)),
                Figure.beside(what, millis, "ms", "one inference of the video", inference.value()));
    }

    /** The most cameras, in steps of a tenth of what a backlog allows, whose latency does not grow. */
    private Figure liveCameras(double highest) throws Exception {
        for (double share = 1.0; share > 0.3; share -= 0.1) {
            int cameras = camerasAt(share * highest);
            Arrivals arrivals = live(cameras);
            if (arrivals.growth() < 1.2) {
                return Figure.of(
                        String.format(
                                Locale.ROOT, "live cameras of 25 frames/s, p99 %.0f ms", arrivals.latencyMillis(0.99)),
                        cameras,
                        "cameras");
            }
        }
        throw new IllegalStateException("latency grew at every load that was tried");
    }

    private static int camerasAt(double clipsPerSecond) {
        return Math.max(1, (int) (clipsPerSecond * Load.CLIP.toSeconds()));
    }

    private Arrivals live(int cameras, String... options) throws Exception {
        Load load = new Load(cameras, LIVE_SECONDS);
        List<String> all = new ArrayList<>(List.of(options));
        all.add(checkpoint);
        try (StreamRun run = new StreamRun(film, brokerFiles, all.toArray(String[]::new))) {
            run.start();
            CompletableFuture<Arrivals> arrivals = run.gather(load.clips());
            run.publish(publisher -> publisher.live(load));
            return arrivals.get();
        }
    }

    private List<Figure> manyCameras() throws Exception {
        Load load = new Load(MANY_CAMERAS, LIVE_SECONDS);
        try (StreamRun run = new StreamRun(film, brokerFiles)) {
            run.startWithoutNetwork();
            CompletableFuture<Arrivals> arrivals = run.gather(load.clips() * 9 / 10);
            long late = run.publish(publisher -> publisher.live(load));
            Arrivals came = arrivals.get();
            double crossed = Gauges.sum("frames", "numBytesOut");
            double checkpoint = Gauges.sum("", "lastCheckpointSize");
            return List.of(
                    Figure.of(MANY_CAMERAS + " cameras without network, latency p99", came.latencyMillis(0.99), "ms"),
                    Figure.of("the same, last frame sent late by", late, "ms"),
                    Figure.beside(
                                    "bytes that cross the keyBy, a frame",
                                    crossed / load.frames(),
                                    "bytes",
                                    "bytes that arrive, a frame",
                                    film.meanBytes())
                            .wanting(Goal.atMost(1 / 14.0)),
                    Figure.of("checkpoint, for each camera", checkpoint / MANY_CAMERAS / 1024, "KiB"));
        }
    }
}
