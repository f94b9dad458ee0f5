package io.actionstream.jobs.kafka;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.options.Stretch;
import io.actionstream.jobs.wire.FrameDeserializer;
import io.actionstream.operators.records.CameraFrame;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The frames topic as a source. */
public final class FrameSource {

    /** Several fetches lie on the heap at once: those under way, and those that wait for the task. */
    private static final int FETCH_BYTES = 20 * 1024 * 1024;

    /** After so long a partition that was added to a topic is read, from its beginning. */
    private static final String PARTITION_DISCOVERY_MILLIS = "30000";

    /** Clocks of cameras in one partition may differ by so much without a frame of a stretch being missed. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private FrameSource() {}

    /** Reads the stretch that the options say, from where they say; ends at what the topic holds now when they say so. */
    public static KafkaSource<CameraFrame> of(RunOptions options) {
        var source = KafkaSource.<CameraFrame>builder()
                .setTopics(options.topics().frames())
                .setGroupId(options.groupId())
                .setClientIdPrefix(options.groupId())
                .setStartingOffsets(StartingOffsets.of(options.start()))
                .setDeserializer(deserializer(options))
                .setProperties(consumerProperties(options));
        if (options.stopAtEnd()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        options.stopAt()
                .map(stop -> stop.plus(CLOCKS_DIFFER).toEpochMilli())
                .ifPresent(stop -> source.setBounded(OffsetsInitializer.timestamp(stop)));
        return source.build();
    }

    private static KafkaRecordDeserializationSchema<CameraFrame> deserializer(RunOptions options) {
        Stretch stretch = options.stretch();
        return options.hasStretch()
                ? new Selected<>(new FrameDeserializer(), frame -> stretch.contains(frame.timestamp()))
                : new FrameDeserializer();
    }

    /** The settings of every source of the job. */
    static Properties sourceProperties(RunOptions options) {
        Properties properties = options.kafka().consumerProperties();
        properties.putIfAbsent(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), PARTITION_DISCOVERY_MILLIS);
        if (options.stopAt().isPresent()) { // nobody wants to go on from there, maybe long before where the group is
            properties.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false");
        }
        return properties;
    }

    private static Properties consumerProperties(RunOptions options) {
        Properties properties = sourceProperties(options);
        int recordBytes = options.images().maxRecordBytes();
        properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(recordBytes));
        properties.putIfAbsent(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(Math.max(recordBytes, FETCH_BYTES)));
        return properties;
    }
}
