package io.actionstream.cluster;

import io.actionstream.cluster.camera.GeneratedFilm;
import io.actionstream.cluster.camera.LargePicture;
import io.actionstream.cluster.camera.LiveCameras;
import io.actionstream.cluster.process.Await;
import io.actionstream.cluster.process.BrokerProcess;
import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.FlinkProcesses;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.operators.records.ClipId;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Good cameras beside a flood: at first without it, then with frames of hundreds of new cameras a second, last with a
 * camera of frames of 10 MB besides.
 */
@Tag("flood")
@EnabledOnOs(OS.LINUX)
class FloodITCase {
    private static final Duration FLOOD = Duration.parse("PT" + System.getProperty("flood", "10m"));
    private static final int CAMERAS = 20;
    private static final int NAMES_A_SECOND = 200;
    private static final double LARGE_BYTES_A_SECOND = 1e6 * Integer.getInteger("large", 60);
    private static final int OVERHEAD_BYTES = 1 << 10;

    /** Bytes that docs/cluster.md allows both slots. */
    private static final int BUDGET_MEBIBYTES = 2 * 460;

    private static final int HEAP_MEBIBYTES = BUDGET_MEBIBYTES + 200;

    private final SoftAssertions softly = new SoftAssertions();

    @Test
    void shouldServeGoodCamerasThroughAFlood() throws Exception {
        String heap = HEAP_MEBIBYTES + "m";
        Path directory = Installation.WORK.resolve("flood");
        String[] options = {
            FlinkProcesses.ALL_COMPILERS, "-XX:-UseSerialGC", "-XX:+UseG1GC", "-Xms" + heap, "-Xmx" + heap
        };
        try (ClusterProcesses cluster = ClusterProcesses.start(directory, 1, 2, options);
                BrokerTopics topics = BrokerTopics.of(cluster.broker());
                KafkaFrames frames = cluster.broker().frames(Run.FRAMES)) {
            topics.createLong(Run.FRAMES);
            Run run = new Run(cluster, "flood", Delivery.AT_LEAST_ONCE, Path.of(ShippedCheckpoint.SYNTHETIC.label()));
            SubmittedJob job = run.start("--checkpoint-interval=10s");
            try (DeliveredActions actions = run.actions()) {
                GeneratedFilm film = GeneratedFilm.of(SceneOptions.UCF101);
                byte[] large = LargePicture.jpeg();
                LiveCameras cameras = new LiveCameras(CAMERAS, film, frames);
                FloodWatch watch = new FloodWatch(cameras, cluster, topics, run, actions);

                warmUp(watch, cluster.broker(), film, large);
                FloodFigures undisturbed = watch.phase("undisturbed", FLOOD.dividedBy(5), List.of());
                List<FloodFigures> flooded = flood(watch, cluster.broker(), film, large);
                Set<ClipId> expected = cameras.leave();
                Await.until("all frames are read", () -> topics.lag(Run.FRAMES, run.name()) == 0);
                cluster.flink().taskManager().requireAlive();
                job.drain();
                actions.readToEnd();

                print(
                        "rejected %s",
                        RejectedRecords.read(cluster.broker(), run.rejectedTopic())
                                .byReason());
                flooded.forEach(figures -> expectBounded(undisturbed, figures));
                softly.assertThat(actions.byClip().keySet())
                        .as("clips of the good cameras")
                        .containsAll(expected);
                softly.assertThat(job.failures()).as("failures of the job").isZero();
            } finally {
                job.cancelIfRunning();
            }
        }
        softly.assertAll();
    }

    private static List<FloodFigures> flood(FloodWatch watch, BrokerProcess broker, GeneratedFilm film, byte[] large)
            throws Exception {
        List<FloodFigures> all = new ArrayList<>();
        Duration quarter = FLOOD.dividedBy(4);
        try (KafkaFrames frames = broker.frames(Run.FRAMES);
                Flood names = names(frames, film)) {
            all.add(watch.phase("names 1", quarter, List.of(names)));
            all.add(watch.phase("names 2", quarter, List.of(names)));
            try (KafkaFrames largeFrames = broker.frames(Run.FRAMES, large.length + OVERHEAD_BYTES);
                    Flood camera = camera(largeFrames, large)) {
                all.add(watch.phase("names, large 1", quarter, List.of(names, camera)));
                all.add(watch.phase("names, large 2", quarter, List.of(names, camera)));
            }
        }
        return all;
    }

    /** Has the job's process compile what a flood needs. */
    private static void warmUp(FloodWatch watch, BrokerProcess broker, GeneratedFilm film, byte[] large)
            throws Exception {
        try (KafkaFrames frames = broker.frames(Run.FRAMES);
                Flood names = names(frames, film);
                KafkaFrames largeFrames = broker.frames(Run.FRAMES, large.length + OVERHEAD_BYTES);
                Flood camera = camera(largeFrames, large)) {
            watch.phase("warm-up", FLOOD.dividedBy(10), List.of(names, camera));
        }
    }

    private static Flood names(KafkaFrames frames, GeneratedFilm film) {
        SplittableRandom random = new SplittableRandom();
        byte[] picture = film.picture(SyntheticAction.values()[0], 0);
        return new Flood(frames, picture, frame -> "name-" + Long.toHexString(random.nextLong()), NAMES_A_SECOND);
    }

    private static Flood camera(KafkaFrames frames, byte[] large) {
        return new Flood(frames, large, frame -> "large", LARGE_BYTES_A_SECOND / large.length);
    }

    private void expectBounded(FloodFigures undisturbed, FloodFigures flooded) {
        softly.assertThat(flooded.memory().heapMebibytes())
                .as("heap, %s", flooded.phase())
                .isLessThan(undisturbed.memory().heapMebibytes() + BUDGET_MEBIBYTES);
        softly.assertThat(flooded.latency().p99())
                .as("p99 of the latency, %s", flooded.phase())
                .isLessThan(2 * undisturbed.latency().p99());
        softly.assertThat(flooded.delay().p99())
                .as("p99 of the delay, %s", flooded.phase())
                .isLessThan(2 * undisturbed.delay().p99());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
