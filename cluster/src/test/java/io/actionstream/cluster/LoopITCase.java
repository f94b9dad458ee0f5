package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.cluster.process.Await;
import io.actionstream.cluster.process.BrokerProcess;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.JavaProcess;
import io.actionstream.cluster.process.PageProcess;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.operators.records.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The loop of {@code docs/loop.md}, by its commands: a running job whose model takes two actions for each other is corrected
 * by judgements of its own clips, and is better on new videos of the same cameras afterwards.
 */
@EnabledOnOs(OS.LINUX)
class LoopITCase {

    private static final List<String> ACTIONS = List.of("ArmCircles", "Bowing", "Kicking", "Squats", "Waving");
    private static final List<String> EXCHANGED = List.of("Squats", "Waving");
    private static final int CAMERAS = 5;
    private static final int VIDEOS_OF_ACTION = 2;
    private static final int VIDEOS_OF_CAMERA = VIDEOS_OF_ACTION * ACTIONS.size();
    private static final int CLIPS = CAMERAS * VIDEOS_OF_CAMERA;
    private static final int FRAME_RATE = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path directory = Installation.WORK.resolve("loop");
    private final Path log = directory.resolve("commands.log");

    @BeforeEach
    void deleteWhatWasThere() throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void shouldBeRightMoreOftenOnceItsClipsWereJudged() throws Exception {
        Path exchanged = writeModelThatExchangesTwo();
        Path videos = directory.resolve("videos");
        train(
                "generate",
                "--out=" + videos,
                "--videos-per-class=" + 2 * CAMERAS * VIDEOS_OF_ACTION,
                "--frame-rate=" + FRAME_RATE,
                "--no-idle");
        handOut(videos);
        try (BrokerProcess broker = BrokerProcess.start(directory)) {
            stream(broker, "models", "--announce=" + exchanged);
            try (JavaProcess job = run(broker, exchanged)) {
                awaitTopics(broker, job);
                goRound(broker, job);
            }
        }
    }

    private void goRound(BrokerProcess broker, JavaProcess job) throws Exception {
        try (DeliveredActions delivered = DeliveredActions.of(broker.direct(), "actions")) {
            play(broker, "before");
            List<Action> before = await(delivered, job);
            report("before", before);
            judge(broker, before);
            System.out.print(stream(broker, "collect", "--out=" + directory.resolve("collected")));
            Path better = trainOnCollected();
            stream(broker, "models", "--announce=" + better);
            awaitModel(broker, delivered, better);
            awaitLaterCapture(before);
            play(broker, "after");
            List<Action> after = await(delivered, job);
            report("after", after);

            assertThat(after).extracting(Action::model).containsOnly(version(better));
            assertThat(accuracy(before)).isBetween(0.4, 0.7);
            assertThat(accuracy(after)).isGreaterThan(accuracy(before) + 0.1);
        }
    }

    private Path writeModelThatExchangesTwo() throws IOException {
        Checkpoint shipped = Checkpoint.read("synthetic");
        List<String> labels = new ArrayList<>(shipped.config().labels());
        Collections.swap(labels, labels.indexOf(EXCHANGED.get(0)), labels.indexOf(EXCHANGED.get(1)));
        CheckpointConfig config = shipped.config();
        var exchanged = new CheckpointConfig(
                        CheckpointConfig.FORMAT,
                        CheckpointConfig.ARCHITECTURE,
                        "exchanged-1",
                        config.clip(),
                        labels,
                        config.training(),
                        config.metrics())
                .withTemperature(config.temperature())
                .withBackground(config.background());
        Path place = directory.resolve("exchanged");
        new Checkpoint(exchanged, shipped.weights()).write(place);
        return place;
    }

    /** Gives each camera its own people, half of their videos to be played before and half after. */
    private void handOut(Path videos) throws IOException {
        for (String action : ACTIONS) {
            List<Path> files;
            try (Stream<Path> found = Files.list(videos.resolve(action))) {
                files = found.sorted().toList();
            }
            for (int i = 0; i < files.size(); i++) {
                String round = i % 2 == 0 ? "before" : "after";
                Path camera = directory.resolve(round).resolve("gate-" + (i / 2 % CAMERAS + 1));
                Files.createDirectories(camera.resolve(action));
                Files.copy(
                        files.get(i),
                        camera.resolve(action).resolve(files.get(i).getFileName()));
            }
        }
    }

    private JavaProcess run(BrokerProcess broker, Path checkpoint) throws IOException {
        return JavaProcess.launch(
                directory.resolve("job.log"),
                Installation.actionstream(),
                "run",
                "--bootstrap-servers=" + broker.direct(),
                "--checkpoint=" + checkpoint,
                "--start=earliest");
    }

    private static void awaitTopics(BrokerProcess broker, JavaProcess job) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.direct()))) {
            Await.until("the job's topics", () -> {
                job.requireAlive();
                return admin.listTopics().names().get().containsAll(List.of("frames", "actions", "truth"));
            });
        }
    }

    /** Plays a round, without telling what it shows. */
    private void play(BrokerProcess broker, String round) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("publish", "--pace=max", "--label=none"));
        for (int camera = 1; camera <= CAMERAS; camera++) {
            arguments.add(directory.resolve(round).resolve("gate-" + camera).toString());
        }
        stream(broker, arguments.toArray(String[]::new));
    }

    private static List<Action> await(DeliveredActions delivered, JavaProcess job) throws Exception {
        List<Action> actions = new ArrayList<>();
        Await.until(CLIPS + " clips", () -> {
            job.requireAlive();
            delivered.poll().stream()
                    .map(DeliveredActions.Delivered::action)
                    .filter(action -> action.camera().startsWith("gate-"))
                    .forEach(actions::add);
            return actions.size() >= CLIPS;
        });
        actions.sort(Comparator.comparing(Action::camera).thenComparingLong(Action::start));
        return actions;
    }

    /** Each camera plays its videos in the order of their folders, a clip of each. */
    private static String trueAction(int clip) {
        return ACTIONS.get(clip % VIDEOS_OF_CAMERA / VIDEOS_OF_ACTION);
    }

    /** Says of each clip what it shows, on the live page. */
    private void judge(BrokerProcess broker, List<Action> clips) throws Exception {
        try (PageProcess page = PageProcess.start(
                        directory, broker, "-Xmx256m", "--allow-labels", "--undo=0s", "--no-pictures");
                BrokerTopics topics = BrokerTopics.of(broker)) {
            PageJudge judge = PageJudge.of(page);
            for (int i = 0; i < clips.size(); i++) {
                judge.judge(clips.get(i), trueAction(i));
            }
            Await.until("each judgement is a truth", () -> topics.records("truth") == clips.size());
        }
    }

    private Path trainOnCollected() throws Exception {
        Path collected = directory.resolve("collected");
        Path next = directory.resolve("next");
        train(
                "train",
                "--from="
                        + Files.readString(collected.resolve("current-model.txt"))
                                .strip(),
                "--recipe=refine",
                "--epochs=6",
                "--data=" + collected.resolve("videos"),
                "--train-list=" + collected.resolve("trainlist.txt"),
                "--validation-list=" + collected.resolve("vallist.txt"),
                "--out=" + next);
        Path best = next.resolve("best");
        System.out.print(train(
                "evaluate",
                "--checkpoint=" + best,
                "--data=" + collected.resolve("videos"),
                "--list=" + collected.resolve("testlist.txt")));
        return best;
    }

    /** Plays a video to another camera until the new model answers; clips go to the one before until it is loaded. */
    private void awaitModel(BrokerProcess broker, DeliveredActions delivered, Path model) throws Exception {
        String version = version(model);
        Path video = directory.resolve("before/gate-1/" + ACTIONS.get(0));
        Await.until("a clip of " + version, () -> {
            stream(broker, "publish", "--pace=max", "--label=none", "--camera=probe=" + video);
            return delivered.poll().stream()
                    .anyMatch(clip -> clip.action().model().equals(version));
        });
    }

    /** Files that are played at once were captured so far back as they are long, which must not overlap what was. */
    private static void awaitLaterCapture(List<Action> before) throws InterruptedException {
        long last = before.stream().mapToLong(Action::end).max().orElseThrow();
        long length = VIDEOS_OF_CAMERA * 10_000L;
        Await.until("later times of capture", () -> System.currentTimeMillis() - length > last);
    }

    private static double accuracy(List<Action> clips) {
        int right = 0;
        for (int i = 0; i < clips.size(); i++) {
            right += clips.get(i).label().equals(trueAction(i)) ? 1 : 0;
        }
        return (double) right / clips.size();
    }

    private static void report(String when, List<Action> clips) {
        System.out.printf(
                Locale.ROOT,
                "%s: model %s is right for %.3f of %d clips%n",
                when,
                clips.get(0).model(),
                accuracy(clips),
                clips.size());
    }

    private static String version(Path checkpoint) throws IOException {
        return Checkpoint.readConfig(checkpoint).version();
    }

    private String stream(BrokerProcess broker, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(1, "--bootstrap-servers=" + broker.direct());
        return output(Installation.actionstream(), all);
    }

    private String train(String... arguments) throws Exception {
        return output(Installation.training(), List.of(arguments));
    }

    private String output(Path launcher, List<String> arguments) throws Exception {
        Files.createDirectories(directory);
        long before = Files.exists(log) ? Files.size(log) : 0;
        try (JavaProcess process = JavaProcess.launch(log, launcher, arguments.toArray(String[]::new))) {
            return process.output(PATIENCE).substring((int) before);
        }
    }
}
