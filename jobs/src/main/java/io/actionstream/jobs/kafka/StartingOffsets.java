package io.actionstream.jobs.kafka;

import io.actionstream.jobs.options.StartAt;
import io.actionstream.jobs.options.StartAt.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets at which a source of the job begins, in numbers that are in Flink's state from the start. The connector's
 * own {@code committedOffsets()} is a word there until a partition's first record, and may mean a later place after a
 * restore: what was published in between would be lost. Where an offset is gone, as after a topic's retention, the
 * oldest record left is read, not the newest. A partition without a record of the time or later begins at its end.
 */
final class StartingOffsets implements OffsetsInitializer {

    private final StartAt start;

    private StartingOffsets(StartAt start) {
        this.start = start;
    }

    static OffsetsInitializer of(StartAt start) {
        return start.place() == Place.EARLIEST ? OffsetsInitializer.earliest() : new StartingOffsets(start);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
        if (start.place() == Place.TIME) {
            return OffsetsInitializer.timestamp(start.time().toEpochMilli()).getPartitionOffsets(partitions, kafka);
        }
        Map<TopicPartition, Long> offsets = new HashMap<>(kafka.endOffsets(partitions));
        if (start.place() == Place.COMMITTED) {
            offsets.putAll(kafka.committedOffsets(partitions));
        }
        return offsets;
    }

    @Override
    @SuppressWarnings("deprecation") // the connector knows no other type for this
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
