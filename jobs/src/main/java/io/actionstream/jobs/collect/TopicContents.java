package io.actionstream.jobs.collect;

import io.actionstream.jobs.command.LaunchException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The records that a topic holds when it is opened, read once, in no consumer group. For one thread. */
final class TopicContents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final long total;

    private TopicContents(Consumer<byte[], byte[]> consumer, String topic, long from) {
        this.consumer = consumer;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new LaunchException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        consumer.seekToBeginning(partitions);
        consumer.offsetsForTimes(times).forEach(this::seek);
        total = left();
    }

    /**
     * Opens a topic.
     *
     * @param from the records before the first with this timestamp or a later one are left out, in each partition
     * @throws LaunchException when it does not exist
     */
    static TopicContents open(Properties clientProperties, String topic, long from) {
        var consumer = new KafkaConsumer<>(clientProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return new TopicContents(consumer, topic, from);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** The next records, perhaps none; some may be newer than the opening. */
    Iterable<ConsumerRecord<byte[], byte[]>> poll() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        return records;
    }

    /** The number of records that are left to read, aborted ones and marks of transactions included. */
    long left() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    /** The number of records that there were to read. */
    long total() {
        return total;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seek(TopicPartition partition, OffsetAndTimestamp first) {
        consumer.seek(partition, first == null ? ends.get(partition) : first.offset());
    }
}
