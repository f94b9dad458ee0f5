package io.actionstream.cluster;

import io.actionstream.cluster.camera.CameraFleet;
import io.actionstream.cluster.camera.FleetPublisher;
import io.actionstream.cluster.camera.GeneratedFilm;
import io.actionstream.cluster.process.Await;
import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.FlinkProcesses;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.operators.records.ClipId;
import io.actionstream.synthetic.scene.SceneOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The job with the shipped network, under four fifths of the load that it can bear, while cameras come and go. They send
 * no labels: the figures of a camera with labels outlive it by a day.
 */
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class SoakITCase {
    private static final Duration SOAK = Duration.parse("PT" + System.getProperty("soak", "60m"));
    private static final Duration PERIOD = Collections.max(List.of(Duration.ofSeconds(10), SOAK.dividedBy(120)));
    private static final long SEED = Long.getLong("seed", 5);
    private static final double SHARE = 0.8;

    private static final double LONGEST_LAG_SECONDS = 10;
    private static final double LAG_GROWTH_SECONDS = 2;
    private static final double MEMORY_GROWTH = 1.05;
    private static final long STATE_GROWTH_BYTES = 16 * 1024;

    private final SoftAssertions softly = new SoftAssertions();

    @Test
    void shouldStayAsItIsWhileCamerasJoinLeaveStallAndReplay() throws Exception {
        try (ClusterProcesses cluster =
                        ClusterProcesses.start(Installation.WORK.resolve("soak"), 1, 2, FlinkProcesses.ALL_COMPILERS);
                BrokerTopics topics = BrokerTopics.of(cluster.broker());
                KafkaFrames frames = cluster.broker().frames(Run.FRAMES)) {
            topics.createShort(Run.FRAMES);
            Run run = new Run(cluster, "soak", Delivery.AT_LEAST_ONCE, Path.of(ShippedCheckpoint.SYNTHETIC.label()));
            SubmittedJob job = run.start("--truth-wait=20s");
            try (DeliveredActions actions = run.actions()) {
                Await.until("the job's state is in a checkpoint", () -> job.checkpoints() > 1);
                long emptyState = job.stateBytes();
                GeneratedFilm film = GeneratedFilm.of(SceneOptions.UCF101);
                Capacity capacity = Capacity.measure(film, SEED, frames, actions);
                CameraFleet fleet = fleet(film, capacity.clipsPerSecond());

                FleetPublisher publisher = new FleetPublisher(fleet, frames);
                long taskManager = cluster.flink().taskManager().pid();
                List<SoakFigures> figures =
                        new SoakWatch(publisher, job, actions, topics, run.name(), taskManager).watch(SOAK, PERIOD);
                Set<ClipId> expected = publisher.leave();

                expectSteady(SoakHalves.of(figures));
                print(
                        "%d cameras have come and gone and made %d clips, %.1f %% of the capacity",
                        fleet.joined(),
                        expected.size(),
                        100_000.0 * expected.size() / SOAK.toMillis() / capacity.clipsPerSecond());
                softly.assertThatCode(() -> awaitState(emptyState, job)).doesNotThrowAnyException();
                expected.addAll(capacity.clips());
                expectDelivered(expected, actions);
                softly.assertThat(topics.records(run.rejectedTopic()))
                        .as("rejected records")
                        .isZero();
                softly.assertThat(job.failures()).as("failures of the job").isZero();
            } finally {
                job.cancelIfRunning();
            }
        }
        softly.assertAll();
    }

    private static CameraFleet fleet(GeneratedFilm film, double capacity) {
        int cameras = (int) Math.round(SHARE * capacity / CameraFleet.clipsPerSecond(film, SEED));
        print("soak of %s, seed %d: capacity %.2f clips/s, %d cameras", SOAK, SEED, capacity, cameras);
        return new CameraFleet("soak", cameras, System.currentTimeMillis(), film, SEED);
    }

    private void expectSteady(SoakHalves halves) {
        double heap = halves.ratio(figures -> figures.memory().heapMebibytes());
        double resident = halves.ratio(figures -> figures.memory().mebibytes());
        double lag = halves.difference(SoakFigures::lag);
        print("second half to first: heap %.3f, resident %.3f; lag %+.1f s", heap, resident, lag);
        softly.assertThat(heap).as("growth of the heap").isLessThan(MEMORY_GROWTH);
        softly.assertThat(resident).as("growth of resident memory").isLessThan(MEMORY_GROWTH);
        softly.assertThat(lag).as("growth of the lag, in seconds").isLessThan(LAG_GROWTH_SECONDS);
        softly.assertThat(halves.max(SoakFigures::lag))
                .as("longest lag, in seconds")
                .isLessThan(LONGEST_LAG_SECONDS);
    }

    private void expectDelivered(Set<ClipId> expected, DeliveredActions actions) throws Exception {
        actions.readToEnd();
        print("%d clips delivered, %d again", actions.byClip().size(), actions.repeated());
        softly.assertThat(without(expected, actions.byClip().keySet()))
                .as("clips that are missing")
                .isEmpty();
        softly.assertThat(without(actions.byClip().keySet(), expected))
                .as("clips that nobody expects")
                .isEmpty();
    }

    private static Set<ClipId> without(Set<ClipId> all, Set<ClipId> some) {
        Set<ClipId> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static void awaitState(long emptyState, SubmittedJob job) throws Exception {
        long gone = System.nanoTime();
        Await.until(
                "the state is that of a job without cameras", () -> job.stateBytes() < emptyState + STATE_GROWTH_BYTES);
        print(
                "state %.1f KiB before the first camera, %.1f KiB %d s after the last one had left",
                emptyState / 1024.0, job.stateBytes() / 1024.0, (System.nanoTime() - gone) / 1_000_000_000);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
