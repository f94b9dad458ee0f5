package io.actionstream.jobs.kafka;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.wire.TruthDeserializer;
import io.actionstream.operators.records.TruthRecord;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The truth topic as a source. */
public final class TruthSource {

    private TruthSource() {}

    /** Reads from where the options say, and ends when the frames do. */
    public static KafkaSource<TruthRecord> of(RunOptions options) {
        var source = KafkaSource.<TruthRecord>builder()
                .setTopics(options.topics().truth())
                .setGroupId(options.groupId())
                .setClientIdPrefix(options.groupId() + "-truth")
                .setStartingOffsets(StartingOffsets.of(options.start()))
                .setDeserializer(new TruthDeserializer())
                .setProperties(FrameSource.sourceProperties(options));
        if (options.stopAtEnd()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
