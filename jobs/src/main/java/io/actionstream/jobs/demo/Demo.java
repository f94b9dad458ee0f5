package io.actionstream.jobs.demo;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.publish.CameraPlan;
import io.actionstream.jobs.publish.Cameras;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.jobs.publish.Pace;
import io.actionstream.jobs.publish.PlayOptions;
import io.actionstream.jobs.run.CheckpointClassifier;
import io.actionstream.jobs.run.KafkaJob;
import io.actionstream.jobs.watch.Marks;
import io.actionstream.jobs.watch.PlainView;
import io.actionstream.jobs.watch.ResultFeed;
import io.actionstream.operators.records.Action;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.ExitCode;

/**
 * Runs the job, unchanged, between topics of a broker in this process. The network gets warm while the broker
 * starts, and before the job does: both would compete for the cores.
 */
final class Demo {

    private static final int JPEG_QUALITY = 95;
    private static final double MILLIS_PER_SECOND = 1000;

    private final PrintWriter out;
    private final Pace pace;
    private final List<String> jobOptions;
    private final Optional<DemoPage> page;

    Demo(PrintWriter out, Pace pace, List<String> jobOptions, Optional<DemoPage> page) {
        this.page = page;
        this.out = out;
        this.pace = pace;
        this.jobOptions = jobOptions;
    }

    /**
     * Plays all videos, shows results as they come, and sums up.
     *
     * @return the exit code: 1 when a video could not be read
     */
    int play(List<CameraPlan> cameras) throws Exception {
        say("Starting Kafka and Flink ...");
        try (var classifier = DemoClassifier.open(CheckpointClassifier.of(RunOptions.parse(arguments("localhost"))));
                var kafka = EmbeddedKafka.start();
                var savepoints = TemporaryDirectory.create("actionstream-savepoints");
                var refreshed = page.isPresent() ? RefreshedModel.write(options(kafka)) : null) {
            RunOptions options = options(kafka);
            var job = KafkaJob.prepare(options);
            page.ifPresent(shown -> shown.show(options));
            var results = results(options, cameras, refreshed);
            try (var frames = connect(options);
                    var playing = cameras(cameras, frames)) {
                classifier.await();
                page.ifPresent(shown -> shown.tellFirstPicture(System.nanoTime(), this::sayFirstPicture));
                JobClient client = job.executeAsync("actionstream-demo");
                say(videos(cameras) + " videos on " + cameras.size() + " cameras, " + pace + " pace");
                long start = System.nanoTime();
                int unreadable = playing.play();
                frames.flush();
                finish(client, options, savepoints);
                List<Action> actions = results.toTheEnd();
                Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
                say(new DemoSummary(videos(cameras), actions, results.events(), elapsed).toString());
                return unreadable == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
            }
        }
    }

    private static KafkaFrames connect(RunOptions options) {
        return KafkaFrames.connect(
                options.kafka().clientProperties(),
                options.topics().frames(),
                options.images().maxRecordBytes());
    }

    private Cameras cameras(List<CameraPlan> plans, KafkaFrames frames) {
        return Cameras.of(
                plans,
                new PlayOptions(pace, false, OptionalDouble.empty()),
                JPEG_QUALITY,
                Optional.empty(),
                frames,
                this::say);
    }

    /** Shows results from now on; after half of the clips the refreshed model is announced, unless it is null. */
    private DemoResults results(RunOptions options, List<CameraPlan> cameras, RefreshedModel refreshed) {
        return new DemoResults(
                ResultFeed.connect(options.kafka().consumerProperties(), options.topics(), watched(options), true),
                new PlainView(out, Marks.of(Charset.defaultCharset()), ZoneId.systemDefault()),
                refreshed == null ? Integer.MAX_VALUE : videos(cameras) / 2,
                () -> refresh(refreshed));
    }

    private void sayFirstPicture(Duration elapsed) {
        say(String.format(
                Locale.ROOT,
                "The page has its first picture %.1f s after the start of the job",
                elapsed.toMillis() / MILLIS_PER_SECOND));
    }

    private void refresh(RefreshedModel model) {
        try {
            model.announce();
            say("Announced model " + model.version() + "; clips go on meanwhile");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void finish(JobClient job, RunOptions options, TemporaryDirectory savepoints)
            throws InterruptedException {
        try (Admin admin = Admin.create(options.kafka().clientProperties())) {
            new RunningJob(job, admin, options.groupId(), options.topics().frames()).finish(savepoints.path());
        }
    }

    private RunOptions options(EmbeddedKafka kafka) {
        return RunOptions.parse(arguments(kafka.bootstrapServers()));
    }

    private String[] arguments(String bootstrapServers) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers=" + bootstrapServers,
                "--start=earliest",
                "--checkpoint-interval=1s",
                "--flink.restart-strategy.type=none"));
        arguments.addAll(jobOptions);
        return arguments.toArray(String[]::new);
    }

    private static List<String> watched(RunOptions options) {
        var topics = options.topics();
        return List.of(topics.actions(), topics.events(), topics.accuracy());
    }

    private static int videos(List<CameraPlan> cameras) {
        return cameras.stream().mapToInt(camera -> camera.videos().size()).sum();
    }

    private void say(String message) {
        out.println(message);
        out.flush();
    }
}
