package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.cluster.camera.GeneratedCameras;
import io.actionstream.cluster.camera.GeneratedFilm;
import io.actionstream.cluster.camera.HostileImages;
import io.actionstream.cluster.camera.SmallCheckpoint;
import io.actionstream.cluster.process.Await;
import io.actionstream.cluster.process.BrokerProcess;
import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.FlinkProcesses;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.JavaProcess;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.operators.records.ClipId;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Cameras that send sloppy and broken images, among good ones. Each sends one image again and again, at times at which
 * each is a sample, so that each broken one is one record in {@code rejected}.
 */
class HostileImagesITCase {
    private static final int SAMPLES = 10;
    private static final int GOOD_CAMERAS = 20;

    /** Rounded up to whole clips, as no clip reports a sample of a clip that it is too short for. */
    private static final int CLIPS = Math.max(1, (Integer.getInteger("times", 20) + SAMPLES - 1) / SAMPLES);

    private static final Path KNOWN = Installation.knownImages();
    private static final Path FOLDER = Path.of(System.getProperty("images", KNOWN.toString()));

    private final GeneratedCameras cameras = GeneratedCameras.of(GOOD_CAMERAS * CLIPS);
    private final SoftAssertions softly = new SoftAssertions();

    /** Answers that a run gave to the frames. */
    private record Results(Map<ClipId, List<Answer>> actions, RejectedRecords rejected) {

        Map<ClipId, List<Answer>> actionsOf(GeneratedCameras cameras) {
            Map<ClipId, List<Answer>> theirs = new HashMap<>(actions);
            theirs.keySet().retainAll(cameras.clips());
            return theirs;
        }
    }

    @Test
    void shouldDeliverWhatGoodCamerasSendWhateverOthersSend() throws Exception {
        GeneratedFilm film = GeneratedFilm.of(new SceneOptions(320, 240));
        HostileImages images = HostileImages.of(film.picture(SyntheticAction.values()[0], 3), KNOWN, FOLDER);
        Path directory = Installation.WORK.resolve("hostile");
        try (ClusterProcesses cluster = ClusterProcesses.start(directory, 1, 2, FlinkProcesses.ALL_COMPILERS)) {
            JavaProcess taskManager = cluster.flink().taskManager();
            Path checkpoint = SmallCheckpoint.write(directory.resolve("small"));
            Run undisturbed = new Run(cluster, "undisturbed", "good", Delivery.AT_LEAST_ONCE, checkpoint);
            Run mixed = new Run(cluster, "mixed", "mixed", Delivery.AT_LEAST_ONCE, checkpoint);
            cameras.publish(cluster.broker(), undisturbed.framesTopic());
            publishMixed(cluster.broker(), mixed.framesTopic(), images);

            Results expected = results(undisturbed);
            assertThat(expected.actions().keySet()).isEqualTo(cameras.clips());
            Results results = results(mixed);

            taskManager.requireAlive();
            expectLike(expected.actions(), results.actionsOf(cameras));
            images.images().keySet().forEach(name -> expect(name, images, results));
            softly.assertThat(results.rejected().repeated())
                    .as("records about a frame that others were about")
                    .isZero();
            softly.assertThat(Files.readString(directory.resolve("taskmanager-1.log")))
                    .contains("images are decoded with the Vector API");
        }
        softly.assertAll();
    }

    private void publishMixed(BrokerProcess broker, String topic, HostileImages images) throws Exception {
        long interval = GeneratedCameras.CLIP_MILLIS / SAMPLES;
        try (KafkaFrames frames = broker.frames(topic)) {
            cameras.publish(frames, time -> {
                if ((time - cameras.start()) % interval == 0) {
                    images.images().forEach((name, image) -> frames.frame(name, time, image, null));
                }
            });
            images.images().keySet().forEach(name -> frames.endSession(name, cameras.end()));
            frames.flush();
        }
    }

    /** Runs until everything is read and has come out. */
    private static Results results(Run run) throws Exception {
        long began = System.nanoTime();
        SubmittedJob job = run.start();
        try (DeliveredActions actions = run.actions();
                BrokerTopics topics = BrokerTopics.of(run.cluster().broker())) {
            Await.until(
                    "all frames are read",
                    () -> topics.lag(run.framesTopic(), run.name()) == 0 && job.checkpoints() > 0);
            job.drain();
            assertThat(job.failures()).as("failures of the job").isZero();
            actions.readToEnd();
            assertThat(actions.repeated()).as("actions that came again").isZero();
            RejectedRecords rejected = RejectedRecords.read(run.cluster().broker(), run.rejectedTopic());
            print(
                    "%s: %d clips, %d failures of the job, rejected %s, %.0f s",
                    run.name(),
                    actions.byClip().size(),
                    job.failures(),
                    rejected.byReason(),
                    (System.nanoTime() - began) / 1e9);
            return new Results(actions.byClip(), rejected);
        } finally {
            job.cancelIfRunning();
        }
    }

    private void expectLike(Map<ClipId, List<Answer>> expected, Map<ClipId, List<Answer>> delivered) {
        softly.assertThat(delivered.keySet()).as("clips of good cameras").isEqualTo(expected.keySet());
        softly.assertThat(expected.keySet())
                .as("clips of good cameras that are not what they were undisturbed")
                .allMatch(clip -> like(expected.get(clip), delivered.get(clip)));
    }

    private void expect(String name, HostileImages images, Results results) {
        Map<String, Integer> rejected = results.rejected().byCamera().getOrDefault(name, Map.of());
        List<Answer> answers = answers(name, results);
        print("%-42s %3d clips, rejected %s", name, answers.size(), rejected);
        String reason = images.reasons().get(name);
        String other = images.likes().get(name);
        if (reason != null) {
            softly.assertThat(rejected).as(name).containsExactly(Map.entry(reason, CLIPS * SAMPLES));
            softly.assertThat(answers).as("clips of " + name).isEmpty();
        } else if (other != null) {
            softly.assertThat(rejected).as(name).isEmpty();
            softly.assertThat(answers).as("clips of " + name).hasSize(CLIPS);
            softly.assertThat(like(answers(other, results), answers))
                    .as("%s is decoded like %s", name, other)
                    .isTrue();
        } else {
            softly.assertThat(rejected.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .as("%s: either every one is rejected, once, or none", name)
                    .isIn(0, CLIPS * SAMPLES);
            softly.assertThat(answers).as("clips of " + name).hasSize(rejected.isEmpty() ? CLIPS : 0);
        }
    }

    private List<Answer> answers(String camera, Results results) {
        return results.actions().entrySet().stream()
                .filter(action -> action.getKey().camera().equals(camera))
                .sorted(Map.Entry.comparingByKey(Comparator.comparingLong(ClipId::start)))
                .flatMap(action -> action.getValue().stream())
                .toList();
    }

    private static boolean like(List<Answer> some, List<Answer> others) {
        if (others == null || some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).isLike(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
