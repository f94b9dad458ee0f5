package io.actionstream.jobs.run;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.kafka.FrameSource;
import io.actionstream.jobs.kafka.ModelSource;
import io.actionstream.jobs.kafka.ResultSinks;
import io.actionstream.jobs.kafka.RunningTransactions;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.kafka.TruthSource;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Torch;
import io.actionstream.operators.classify.ClassificationServiceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job between Kafka topics. */
public final class KafkaJob {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaJob.class);

    private KafkaJob() {}

    /**
     * Checks the checkpoint and Kafka, then defines the topology.
     *
     * @return the environment, ready to be executed
     * @throws LaunchException when the checkpoint or the device cannot be used, options do not go together, Kafka cannot
     *     be reached, or topics are missing, or another job has its transactional ids
     */
    public static StreamExecutionEnvironment prepare(RunOptions options) {
        var classifier = CheckpointClassifier.of(options);
        Checkpoint network = read(options);
        ClipSpec clip = network.config().clip();
        OptionRules.check(options, clip);
        OptionRules.checkPrecision(options, network.config().architecture());
        StreamExecutionEnvironment env = JobEnvironment.of(options);
        OptionRules.checkTransactions(options, env.getCheckpointConfig());
        if (env instanceof LocalStreamEnvironment) {
            requireDevice(options.classify().device());
            requireNetwork(options, network);
        }
        ensureTopics(options);
        requireTransactionsOfItsOwn(options, env);
        Topics.warnOfBrokersTimestamps(options.kafka(), options.topics().frames());
        define(env, options, classifier, clip, network.config().background());
        return env;
    }

    /**
     * Defines the topology between the topics that the options name.
     *
     * @param classifier what classifies, the options' own or another
     * @param clip the clips that it takes
     * @param background those of its labels that are never events
     */
    public static void define(
            StreamExecutionEnvironment env,
            RunOptions options,
            ClassificationServiceFactory classifier,
            ClipSpec clip,
            List<String> background) {
        ActionRecognitionJob.defineWorkflow(
                env,
                FrameSource.of(options),
                TruthSource.of(options),
                ModelSource.of(options),
                classifier,
                JobSettings.of(options, clip, background),
                new JobSinks(
                        ResultSinks.actions(options),
                        ResultSinks.events(options),
                        ResultSinks.accuracy(options),
                        ResultSinks.rejected(options)));
    }

    private static void requireTransactionsOfItsOwn(RunOptions options, StreamExecutionEnvironment env) {
        Duration interval = Duration.ofMillis(env.getCheckpointConfig().getCheckpointInterval());
        if (options.delivery() != Delivery.EXACTLY_ONCE || !RunningTransactions.areOfAnotherJob(options, interval)) {
            return;
        }
        String problem = "another job that runs at " + options.kafka().bootstrapServers()
                + " has the transactional ids of this one, " + options.transactionalIdPrefix()
                + "-...: with --delivery=exactly-once each would abort the other's transactions again and again. Stop the"
                + " other job first, or give this one a --transactional-id-prefix of its own";
        if (!JobEnvironment.takesOver(env)) {
            throw new LaunchException(problem);
        }
        LOG.warn("{}. Never mind if it is this very job, which a new JobManager has taken over", problem);
    }

    private static Checkpoint read(RunOptions options) {
        try {
            return Checkpoint.read(
                    options.classify().checkpoint(), options.load().rules());
        } catch (IOException e) {
            throw new LaunchException("cannot use --checkpoint: " + e.getMessage(), e);
        }
    }

    /** On a cluster it is for its machines to have the device. */
    private static void requireDevice(String device) {
        try {
            Torch.device(device);
        } catch (IllegalArgumentException e) {
            throw new LaunchException("cannot use --device: " + e.getMessage(), e);
        }
    }

    /** On a cluster a task does this when it starts. */
    private static void requireNetwork(RunOptions options, Checkpoint network) {
        try {
            DeviceClassifier.check(
                    network, options.classify().device(), options.load().rules());
        } catch (CheckpointException e) {
            throw new LaunchException("cannot use --checkpoint: " + e.getMessage(), e);
        }
    }

    /** Creates the topics of the job that are missing, if that is allowed. */
    public static void ensureTopics(RunOptions options) {
        var topics = options.topics();
        int resultBytes = options.maxResultRecordBytes();
        List<NewTopic> needed = new ArrayList<>(List.of(
                Topics.plain(
                        topics.frames(), options.creation(), options.images().maxRecordBytes()),
                Topics.plain(topics.actions(), options.creation(), resultBytes),
                Topics.plain(topics.events(), options.creation(), resultBytes),
                Topics.plain(topics.rejected(), options.creation(), resultBytes),
                Topics.compacted(topics.accuracy(), options.creation(), resultBytes),
                Topics.models(topics.models())));
        if (!options.truthWait().isZero()) {
            needed.add(Topics.plain(topics.truth(), options.creation(), resultBytes));
        }
        Topics.ensure(options.kafka(), options.creation(), needed);
    }
}
