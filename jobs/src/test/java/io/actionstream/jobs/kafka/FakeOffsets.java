package io.actionstream.jobs.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker's offsets: the ends of partitions, what a group has committed of some, and the only partition with a record of
 * {@link #TIME}.
 */
record FakeOffsets(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed, TopicPartition timed)
        implements PartitionOffsetsRetriever {

    static final long TIME = 1_764_000_000_000L;

    private static final long OFFSET_AT_TIME = 50;

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
        return those(partitions, committed);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return those(partitions, ends);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestamps) {
        return timestamps.get(timed) == TIME ? Map.of(timed, new OffsetAndTimestamp(OFFSET_AT_TIME, TIME)) : Map.of();
    }

    private static Map<TopicPartition, Long> those(
            Collection<TopicPartition> partitions, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> some = new HashMap<>(offsets);
        some.keySet().retainAll(partitions);
        return some;
    }
}
