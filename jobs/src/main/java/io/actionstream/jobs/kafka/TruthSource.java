package io.actionstream.jobs.kafka;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.options.Stretch;
import io.actionstream.jobs.wire.TruthDeserializer;
import io.actionstream.operators.records.TruthRecord;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/** The truth topic as a source. */
public final class TruthSource {

    private TruthSource() {}

    /**
     * Reads from where the options say, and ends when the frames do. Truths of a stretch of time may have been written
     * long after it, or before: all that the topic holds are looked through.
     */
    public static KafkaSource<TruthRecord> of(RunOptions options) {
        var source = KafkaSource.<TruthRecord>builder()
                .setTopics(options.topics().truth())
                .setGroupId(options.groupId())
                .setClientIdPrefix(options.groupId() + "-truth")
                .setStartingOffsets(
                        options.hasStretch() ? OffsetsInitializer.earliest() : StartingOffsets.of(options.start()))
                .setDeserializer(deserializer(options))
                .setProperties(FrameSource.sourceProperties(options));
        if (options.ends()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    /** Reads the records. With a stretch, those that are no truth are left out like truths of other times. */
    private static KafkaRecordDeserializationSchema<TruthRecord> deserializer(RunOptions options) {
        Stretch stretch = options.stretch();
        return options.hasStretch()
                ? new Selected<>(
                        new TruthDeserializer(),
                        written -> written.truth() != null
                                && stretch.overlaps(
                                        written.truth().start(), written.truth().end()))
                : new TruthDeserializer();
    }
}
