package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.cluster.camera.GeneratedCameras;
import io.actionstream.cluster.camera.SmallCheckpoint;
import io.actionstream.cluster.process.Await;
import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.FlinkProcesses;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.operators.records.ClipId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of the clips when, with a third of them delivered, something breaks. All runs read the same frames on the
 * same cluster; what they deliver is compared with an undisturbed run.
 */
class FaultsITCase {

    private static final int CLIPS = Integer.getInteger("clips", 2000);
    private static final Duration CUT = Duration.ofSeconds(30);

    /** Of two jobs that go by the same name, each in one of the two slots. */
    private static final String[] PAIR = {"--parallelism=1", "--group-id=pair"};

    private static final GeneratedCameras CAMERAS = GeneratedCameras.of(CLIPS);

    private static ClusterProcesses cluster;
    private static Path checkpoint;
    private static Map<ClipId, Answer> undisturbed;

    /** Breaks something and has it mended. */
    private interface Fault {
        /** Returns the job that goes on. */
        SubmittedJob strike(Run run, SubmittedJob job) throws Exception;
    }

    @BeforeAll
    static void startAndRunUndisturbed() throws Exception {
        Path directory = Installation.WORK.resolve("faults");
        cluster = ClusterProcesses.start(directory, 2, 1, FlinkProcesses.ALL_COMPILERS);
        checkpoint = SmallCheckpoint.write(directory.resolve("small"));
        CAMERAS.publish(cluster.broker(), Run.FRAMES);

        Map<ClipId, List<Answer>> delivered = deliver("undisturbed", Delivery.EXACTLY_ONCE, (run, job) -> job);

        assertThat(delivered.keySet()).isEqualTo(CAMERAS.clips());
        assertThat(delivered.values()).allMatch(answers -> answers.size() == 1);
        undisturbed = delivered.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answers -> answers.getValue().get(0)));
        assertThat(undisturbed.values().stream().map(Answer::label).distinct())
                .as("labels, which must differ to be worth comparing")
                .hasSizeGreaterThan(1);
        assertThat(DeliveredEvents.expected(delivered, Run.EVENTS))
                .as("records of events, of which there must be many to be worth comparing")
                .hasSizeGreaterThan(CLIPS / 50);
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldDeliverEveryClipWhenATaskManagerIsKilled(Delivery delivery) throws Exception {
        shouldDeliverAsUndisturbed("taskmanager", delivery, (run, job) -> {
            cluster.flink().killTaskManager();
            cluster.flink().startTaskManager();
            return job;
        });
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldDeliverEveryClipWhenTheBrokerIsKilled(Delivery delivery) throws Exception {
        shouldDeliverAsUndisturbed("broker", delivery, (run, job) -> {
            cluster.broker().kill();
            cluster.broker().start();
            return job;
        });
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldDeliverEveryClipWhenTheLineToTheBrokerIsCut(Delivery delivery) throws Exception {
        shouldDeliverAsUndisturbed("line", delivery, (run, job) -> {
            cluster.broker().line().cutFor(CUT);
            return job;
        });
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldDeliverEveryClipWhenItIsCancelledAndResumed(Delivery delivery) throws Exception {
        shouldDeliverAsUndisturbed("cancelled", delivery, (run, job) -> {
            Await.until("a checkpoint is complete", () -> job.checkpoints() > 0);
            job.cancel();
            return run.resume(job.latestCheckpoint());
        });
    }

    @Test
    void shouldDeliverEveryClipOfTwoJobsOnceWhenTheyHaveTransactionalIdsOfTheirOwn() throws Exception {
        Run one = new Run(cluster, "pair-one", Delivery.EXACTLY_ONCE, checkpoint);
        Run other = new Run(cluster, "pair-other", Delivery.EXACTLY_ONCE, checkpoint);
        List<SubmittedJob> jobs = new ArrayList<>(List.of(one.start(PAIR)));
        int clips = CAMERAS.clips().size();
        try (DeliveredActions ones = one.actions()) {
            ones.awaitClips(clips / 10);
            assertThatThrownBy(() -> jobs.add(other.start(PAIR))).hasMessageContaining("--transactional-id-prefix");
            jobs.add(other.start(PAIR[0], PAIR[1], "--transactional-id-prefix=pair-2"));
            try (DeliveredActions others = other.actions()) {
                others.awaitClips(clips / 3);
                cluster.flink().killTaskManager();
                cluster.flink().startTaskManager();
                cluster.flink().killTaskManager();
                cluster.flink().startTaskManager();
                ones.awaitClips(clips);
                others.awaitClips(clips);
                for (SubmittedJob job : jobs) {
                    job.stop();
                }
                ones.readToEnd();
                others.readToEnd();
                System.out.printf(
                        Locale.ROOT,
                        "two jobs: %d and %d clips, %d and %d delivered again, %d and %d failures%n",
                        ones.byClip().size(),
                        others.byClip().size(),
                        ones.repeated(),
                        others.repeated(),
                        jobs.get(0).failures(),
                        jobs.get(1).failures());
                for (DeliveredActions delivered : List.of(ones, others)) {
                    assertThat(delivered.byClip().keySet()).isEqualTo(undisturbed.keySet());
                    assertThat(delivered.repeated()).isZero();
                }
            }
        } finally {
            for (SubmittedJob job : jobs) {
                job.cancelIfRunning();
            }
        }
    }

    private static void shouldDeliverAsUndisturbed(String name, Delivery delivery, Fault fault) throws Exception {
        Map<ClipId, List<Answer>> delivered = deliver(name + "-" + delivery, delivery, fault);

        assertThat(delivered.keySet()).isEqualTo(undisturbed.keySet());
        assertThat(undisturbed.keySet())
                .as("clips that are not what they were undisturbed")
                .allMatch(clip -> delivered.get(clip).stream().allMatch(undisturbed.get(clip)::isLike));
        if (delivery == Delivery.EXACTLY_ONCE) {
            assertThat(delivered.values()).as("actions of a clip").allMatch(answers -> answers.size() == 1);
        }
    }

    private static Map<ClipId, List<Answer>> deliver(String name, Delivery delivery, Fault fault) throws Exception {
        long began = System.nanoTime();
        Run run = new Run(cluster, name, delivery, checkpoint);
        SubmittedJob job = run.start();
        try (DeliveredActions actions = run.actions();
                DeliveredEvents events = run.events()) {
            int clips = CAMERAS.clips().size();
            actions.awaitClips(clips / 3);
            job = fault.strike(run, job);
            actions.awaitClips(clips);
            Set<String> expected = DeliveredEvents.expected(actions.byClip(), Run.EVENTS);
            events.await(expected);
            int failures = job.failures();
            job.stop();
            actions.readToEnd();
            events.readToEnd();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d clips, %d delivered again, %d records of events, %d delivered again, %d failures of the job, %.0f s%n",
                    name,
                    actions.byClip().size(),
                    actions.repeated(),
                    expected.size(),
                    events.records().size() - expected.size(),
                    failures,
                    (System.nanoTime() - began) / 1e9);
            assertThat(new HashSet<>(events.records())).as("events").isEqualTo(expected);
            if (delivery == Delivery.EXACTLY_ONCE) {
                assertThat(events.records()).as("records of events").doesNotHaveDuplicates();
            }
            return actions.byClip();
        } finally {
            job.cancelIfRunning();
        }
    }
}
