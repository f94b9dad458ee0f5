package io.actionstream.jobs.run;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.kafka.ResultSinks;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.options.EventRuleOptions;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.options.StartAt;
import io.actionstream.jobs.options.StartAt.Place;
import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Precision;
import io.actionstream.operators.budget.ByteBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Rules between options, checked before the job would fail on it again and again. */
final class OptionRules {

    private OptionRules() {}

    /**
     * Checks the options for the clips of a network.
     *
     * @throws LaunchException when some do not go together
     */
    static void check(RunOptions options, ClipSpec clip) {
        int hop = options.clips().hop(clip);
        require(
                hop <= clip.frames(),
                "--hop=" + hop + " would skip frames: the checkpoint's clips have " + clip.frames());
        requireEventsThatEnd(options.events());
        requireAStretchThatWas(options, Instant.now());
        requireOneUseOfEachTopic(options);
        requireRoomForAnImage("--max-held-bytes", options.budgets().maxHeldBytes(), options);
        requireRoomForAnImage("--max-sample-bytes", options.budgets().maxSampleBytes(), options);
    }

    /**
     * Checks that the network can compute with what is asked for.
     *
     * @throws LaunchException when only the built-in network can
     */
    static void checkPrecision(RunOptions options, Architecture architecture) {
        Precision precision = options.classify().precision();
        require(
                architecture.isBuiltIn() || precision == Precision.FLOAT32,
                "--precision=" + precision + " is for the built-in network; the checkpoint's architecture is "
                        + architecture);
    }

    /**
     * Checks that Flink's checkpoints, which end a transaction each, come before Kafka ends it.
     *
     * @param checkpoints what Flink goes by, from whichever setting
     * @throws LaunchException when a transaction would be aborted while the job runs
     */
    static void checkTransactions(RunOptions options, CheckpointConfig checkpoints) {
        if (options.delivery() != Delivery.EXACTLY_ONCE) {
            return;
        }
        Duration timeout = ResultSinks.transactionTimeout(options);
        String interval = CheckpointingOptions.CHECKPOINTING_INTERVAL.key();
        requireShorter(
                options.flinkSettings().containsKey(interval) ? "--flink." + interval : "--checkpoint-interval",
                checkpoints.getCheckpointInterval(),
                timeout);
        requireShorter(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS.key(),
                checkpoints.getMinPauseBetweenCheckpoints(),
                timeout);
    }

    private static void requireShorter(String setting, long millis, Duration timeout) {
        require(
                millis < timeout.toMillis(),
                setting + "=" + millis + "ms must be shorter than a transaction of --delivery=exactly-once, --kafka."
                        + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG + "=" + timeout.toMillis());
    }

    private static void requireEventsThatEnd(EventRuleOptions events) {
        require(events.exit() > 0, "--exit=" + events.exit() + " must be above 0, for no event would end");
        require(
                events.exit() <= events.enter(),
                "--exit=" + events.exit() + " must be at most --enter=" + events.enter());
    }

    private static void requireAStretchThatWas(RunOptions options, Instant now) {
        StartAt start = options.start();
        requirePast("--start", start.time(), now);
        Instant stop = options.stopAt().orElse(null);
        if (stop == null) {
            return;
        }
        String stopAt = "--stop-at=" + stop;
        require(!options.stopAtEnd(), stopAt + " and --stop-at-end cannot both say where to stop");
        require(
                start.time() != null || start.place() == Place.EARLIEST,
                stopAt + " needs a --start=TIME before it, or --start=earliest, not --start=" + start);
        requirePast("--stop-at", stop, now);
        require(start.time() == null || start.time().isBefore(stop), stopAt + " must be later than --start=" + start);
    }

    private static void requirePast(String option, Instant time, Instant now) {
        require(
                time == null || !time.isAfter(now),
                option + "=" + time + " has not come yet: it is " + now.truncatedTo(ChronoUnit.SECONDS));
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
        new TreeMap<>(Map.of(
                        "--frames-topic", topics.frames(),
                        "--actions-topic", topics.actions(),
                        "--events-topic", topics.events(),
                        "--accuracy-topic", topics.accuracy(),
                        "--rejected-topic", topics.rejected(),
                        "--truth-topic", topics.truth(),
                        "--models-topic", topics.models()))
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
