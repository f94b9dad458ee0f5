package io.actionstream.jobs.kafka;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.wire.AnnouncementDeserializer;
import io.actionstream.operators.records.Announcement;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The models topic as a source. */
public final class ModelSource {

    private ModelSource() {}

    /**
     * Reads what the topic has kept, then what comes; ends at what it holds now when the frames do. It belongs to no
     * consumer group, since every job wants the latest model, whichever one has seen it before.
     */
    public static KafkaSource<Announcement> of(RunOptions options) {
        Properties properties = FrameSource.sourceProperties(options);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false");
        var source = KafkaSource.<Announcement>builder()
                .setTopics(options.topics().models())
                .setClientIdPrefix(options.groupId() + "-models")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new AnnouncementDeserializer())
                .setProperties(properties);
        if (options.ends()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
