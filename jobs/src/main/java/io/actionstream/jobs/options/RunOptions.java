package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.ByteSizeConverter;
import io.actionstream.jobs.options.convert.DurationConverter;
import io.actionstream.jobs.options.convert.PositiveDurationConverter;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.jobs.options.convert.TimeConverter;
import io.actionstream.media.image.ImageLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything that the job can be told. */
public final class RunOptions {

    /** The largest record that Kafka takes unless told otherwise. */
    private static final int USUAL_RECORD_BYTES = 1024 * 1024;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private OutputOptions output;

    @Mixin
    private TopicCreationOptions creation;

    @Mixin
    private ImageOptions images;

    @Mixin
    private ClockOptions clock;

    @Mixin
    private ClipOptions clips;

    @Mixin
    private ClassifyOptions classify;

    @Mixin
    private EventRuleOptions events;

    @Mixin
    private BudgetOptions budgets;

    @Mixin
    private ModelOptions models;

    @Mixin
    private LoadOptions load;

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            defaultValue = "actionstream",
            description = "Consumer group, and prefix of client ids. Default: ${DEFAULT-VALUE}")
    private String groupId;

    @Option(
            names = "--transactional-id-prefix",
            paramLabel = "PREFIX",
            description =
                    "With --delivery=exactly-once, how the ids of Kafka's transactions begin; two jobs on one broker need"
                            + " different ones. Default: the group id")
    private String transactionalIdPrefix;

    @Option(
            names = "--start",
            paramLabel = "WHERE|TIME",
            defaultValue = "committed",
            converter = StartAtConverter.class,
            description =
                    "Where reading begins: earliest, latest, committed, or with the frames captured at a time;"
                            + " committed is where the group stopped, or the oldest record left if that is gone, or latest when it"
                            + " never ran. A time is 2026-11-24T08:00:00+01:00 or milliseconds since 1970. Default: ${DEFAULT-VALUE}")
    private StartAt start;

    @Option(
            names = "--stop-at",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Read the frames captured before this time, then finish; no offsets are committed. Default: run"
                            + " for ever")
    private Instant stopAt;

    @Option(
            names = "--stop-at-end",
            description = "Read what the topics hold when the job starts, then finish. Default: run for ever")
    private boolean stopAtEnd;

    @Option(
            names = "--window",
            paramLabel = "CLIPS",
            defaultValue = "500",
            converter = PositiveIntConverter.class,
            description = "Clips over which accuracy is counted. Default: ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--report",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "Shortest time between two accuracy records of a scope. Default: ${DEFAULT-VALUE}")
    private Duration report;

    @Option(
            names = "--truth-wait",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "How long a clip and its truth from the truth topic wait for each other; 0s leaves the topic"
                    + " unread. Default: ${DEFAULT-VALUE}")
    private Duration truthWait;

    @Option(
            names = "--max-rejected-bytes",
            paramLabel = "BYTES",
            defaultValue = "1MB",
            converter = ByteSizeConverter.class,
            description = "Bytes of a rejected image that are kept; the default is what any broker takes."
                    + " Default: ${DEFAULT-VALUE}")
    private int maxRejectedBytes;

    @Option(
            names = "--delivery",
            paramLabel = "GUARANTEE",
            defaultValue = "at-least-once",
            description = "${COMPLETION-CANDIDATES}; exactly-once shows results only with each checkpoint."
                    + " Default: ${DEFAULT-VALUE}")
    private Delivery delivery;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = PositiveDurationConverter.class,
            description = "Time between Flink's checkpoints. Default: ${DEFAULT-VALUE}")
    private Duration checkpointInterval;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            converter = PositiveIntConverter.class,
            description = "Parallel instances of each operator. Default: the cluster's; embedded, one for each core")
    private Integer parallelism;

    @Option(
            names = "--flink",
            paramLabel = "NAME=VALUE",
            description = "Any Flink setting, as --flink.NAME=VALUE,"
                    + " e.g. --flink.execution.checkpointing.dir=file:///var/checkpoints. Default: none")
    private Map<String, String> flinkSettings = new LinkedHashMap<>();

    /** Options as they would be given on the command line. */
    public static RunOptions parse(String... arguments) {
        return CommandLine.populateCommand(new RunOptions(), PassThrough.expand(arguments));
    }

    public KafkaOptions kafka() {
        return kafka;
    }

    /** The topics, with the suffix of results. */
    public TopicOptions topics() {
        return topics.withOutputSuffix(output.suffix());
    }

    public TopicCreationOptions creation() {
        return creation;
    }

    public ImageOptions images() {
        return images;
    }

    public ClockOptions clock() {
        return clock;
    }

    public ClipOptions clips() {
        return clips;
    }

    public ClassifyOptions classify() {
        return classify;
    }

    /** The limits that images are checked against. */
    public ImageLimits imageLimits() {
        return new ImageLimits(
                images.maxImageBytes(), clips.maxImagePixels(), budgets.maxDecodingBytes(), budgets.maxScanBlocks());
    }

    public EventRuleOptions events() {
        return events;
    }

    public BudgetOptions budgets() {
        return budgets;
    }

    public ModelOptions models() {
        return models;
    }

    public LoadOptions load() {
        return load;
    }

    /** The consumer group, with the suffix of results: what is tried out does not move the offsets of the other job. */
    public String groupId() {
        return groupId + output.suffix();
    }

    /** The prefix of the ids of transactions, with the suffix of results. */
    public String transactionalIdPrefix() {
        return transactionalIdPrefix == null ? groupId() : transactionalIdPrefix + output.suffix();
    }

    public StartAt start() {
        return start;
    }

    public boolean stopAtEnd() {
        return stopAtEnd;
    }

    /** The time of capture at which reading ends; empty when it does not end at a time. */
    public Optional<Instant> stopAt() {
        return Optional.ofNullable(stopAt);
    }

    /** The times of capture of the frames that are read. */
    public Stretch stretch() {
        return Stretch.between(start.time(), stopAt);
    }

    /** Tells whether the job is about a stretch of time, rather than about places in partitions. */
    public boolean hasStretch() {
        return start.time() != null || stopAt != null;
    }

    /** Tells whether the job ends by itself. */
    public boolean ends() {
        return stopAtEnd || stopAt != null;
    }

    public int window() {
        return window;
    }

    public Duration report() {
        return report;
    }

    public Duration truthWait() {
        return truthWait;
    }

    public int maxRejectedBytes() {
        return maxRejectedBytes;
    }

    /** The largest record of results, whatever is rejected, in bytes: what producers and created topics must take. */
    public int maxResultRecordBytes() {
        int rejected = ImageOptions.recordBytes(maxRejectedBytes);
        return Math.max(USUAL_RECORD_BYTES, Math.max(rejected, images.maxRecordBytes()));
    }

    public Delivery delivery() {
        return delivery;
    }

    public Duration checkpointInterval() {
        return checkpointInterval;
    }

    /** Parallel instances; empty for the environment's own. */
    public OptionalInt parallelism() {
        return parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism);
    }

    public Map<String, String> flinkSettings() {
        return flinkSettings;
    }
}
