package io.actionstream.jobs.run;

import io.actionstream.jobs.LaunchException;
import io.actionstream.jobs.kafka.ResultSinks;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.ByteBudget;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What options must have to do with each other, checked before the job would fail on it again and again. */
final class OptionRules {

    private OptionRules() {}

    /**
     * Checks the options for the clips of a network.
     *
     * @throws LaunchException when some do not go together
     */
    static void check(RunOptions options, ClipSpec clip) {
        int hop = options.clips().hop();
        require(
                hop <= clip.frames(),
                "--hop=" + hop + " would skip frames: the checkpoint's clips have " + clip.frames());
        requireOneUseOfEachTopic(options);
        requireRoomForAnImage("--max-held-bytes", options.budgets().maxHeldBytes(), options);
        requireRoomForAnImage("--max-sample-bytes", options.budgets().maxSampleBytes(), options);
        boolean ownTimeout = options.kafka().clientProperties().containsKey(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        require(
                options.delivery() != Delivery.EXACTLY_ONCE
                        || ownTimeout
                        || options.checkpointInterval().compareTo(ResultSinks.TRANSACTION_TIMEOUT) < 0,
                "--checkpoint-interval must be shorter than a transaction of --delivery=exactly-once, "
                        + ResultSinks.TRANSACTION_TIMEOUT.toMinutes() + "m, unless --kafka."
                        + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG + " says otherwise");
    }

    private static void requireRoomForAnImage(String option, int bytes, RunOptions options) {
        int image = options.images().maxImageBytes();
        require(
                ByteBudget.hasRoomFor(image, bytes),
                option + "=" + bytes + " has no room for an image of --max-image-bytes=" + image
                        + ": a camera may take a quarter of it");
    }

    private static void requireOneUseOfEachTopic(RunOptions options) {
        var topics = options.topics();
        Map<String, String> uses = new TreeMap<>();
        Map.of(
                        "--frames-topic", topics.frames(),
                        "--actions-topic", topics.actions(),
                        "--accuracy-topic", topics.accuracy(),
                        "--rejected-topic", topics.rejected(),
                        "--truth-topic", topics.truth(),
                        "--models-topic", topics.models())
                .forEach((option, topic) -> {
                    String other = uses.put(topic, option);
                    require(other == null, option + " and " + other + " are the same topic, " + topic);
                });
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new LaunchException(otherwise);
        }
    }
}
