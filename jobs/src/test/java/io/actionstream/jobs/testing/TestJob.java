package io.actionstream.jobs.testing;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.run.JobEnvironment;
import io.actionstream.jobs.run.KafkaJob;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.classify.ClassificationServiceFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job between topics of its own on the test broker, with the colour classifier, over the frames that the topic holds
 * when it starts, or those that come while it runs. A failure fails it: it is never restarted.
 */
public final class TestJob {

    private final String name;
    private JobClient running;

    private TestJob(String name) {
        this.name = name;
    }

    /** Creates the topics. */
    public static TestJob withTopics() throws Exception {
        return withTopics(uniqueName());
    }

    /** Creates the topics, named by the test, which uses that name once. */
    public static TestJob withTopics(String name) throws Exception {
        var job = new TestJob(name);
        for (String topic :
                List.of(job.frames(), job.actions(), job.events(), job.accuracy(), job.rejected(), job.truth())) {
            TestKafka.createTopic(topic, 2);
        }
        TestKafka.createTopic(job.models(), 1);
        return job;
    }

    /** Leaves the topics to the product. */
    public static TestJob withoutTopics() {
        return new TestJob(uniqueName());
    }

    public String frames() {
        return name + "-frames";
    }

    public String actions() {
        return name + "-actions";
    }

    public String events() {
        return name + "-events";
    }

    public String accuracy() {
        return name + "-accuracy";
    }

    public String rejected() {
        return name + "-rejected";
    }

    public String truth() {
        return name + "-truth";
    }

    public String models() {
        return name + "-models";
    }

    /** Starts with a checkpoint, as the launcher does, to run until it is stopped. */
    public JobClient start(Path checkpoint, String... arguments) throws Exception {
        RunOptions options = options(Stream.concat(Stream.of("--checkpoint=" + checkpoint), Stream.of(arguments)));
        return KafkaJob.prepare(options).executeAsync(name);
    }

    /** Runs to the end of the frames. */
    public void run(String... arguments) throws Exception {
        environment(ColourClassifier::new, Stream.concat(Stream.of("--stop-at-end"), Stream.of(arguments)))
                .execute(name);
    }

    /** Starts a run that goes on until {@link #stop()}. */
    public void start(String... arguments) throws Exception {
        start(ColourClassifier::new, arguments);
    }

    /** Starts such a run with another classifier. */
    public void start(ClassificationServiceFactory classifier, String... arguments) throws Exception {
        running = environment(classifier, Stream.of(arguments)).executeAsync(name);
    }

    /** Stops the run that was started, and returns the URI of its savepoint. */
    public String stopWithSavepoint(Path directory) throws Exception {
        String savepoint = running.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        running = null;
        return savepoint;
    }

    /** Stops the run, if one was started. */
    public void stop() {
        if (running != null) {
            running.cancel().join();
            running = null;
        }
    }

    private static String uniqueName() {
        return TestKafka.uniqueName("test");
    }

    private StreamExecutionEnvironment environment(ClassificationServiceFactory classifier, Stream<String> arguments) {
        RunOptions options = options(arguments);
        StreamExecutionEnvironment env = JobEnvironment.of(options);
        KafkaJob.define(env, options, classifier, ClipSpec.TUTORIAL, List.of());
        return env;
    }

    private RunOptions options(Stream<String> arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--frames-topic=" + frames(),
                "--actions-topic=" + actions(),
                "--events-topic=" + events(),
                "--accuracy-topic=" + accuracy(),
                "--rejected-topic=" + rejected(),
                "--truth-topic=" + truth(),
                "--models-topic=" + models(),
                "--group-id=" + name,
                "--start=earliest",
                "--report=0ms",
                "--parallelism=2",
                "--checkpoint-interval=500ms",
                "--flink.restart-strategy.type=none"));
        arguments.forEach(argument -> {
            all.removeIf(option -> option.startsWith(argument.split("=")[0] + "="));
            all.add(argument);
        });
        return RunOptions.parse(all.toArray(String[]::new));
    }
}
