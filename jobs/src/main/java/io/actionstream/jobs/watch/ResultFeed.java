package io.actionstream.jobs.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.jobs.wire.AccuracyJson;
import io.actionstream.jobs.wire.ActionJson;
import io.actionstream.jobs.wire.EventJson;
import io.actionstream.jobs.wire.TruthJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics of results, or that of truths, in no consumer group. For one thread. */
public final class ResultFeed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String PARTITION_DISCOVERY_MILLIS = "30000";

    private final Consumer<byte[], byte[]> consumer;
    private final TopicOptions topics;
    private final List<String> read;
    private List<TopicPartition> partitions;

    private ResultFeed(Consumer<byte[], byte[]> consumer, TopicOptions topics, List<String> read) {
        this.consumer = consumer;
        this.topics = topics;
        this.read = read;
        this.partitions = partitions();
        consumer.assign(partitions);
    }

    /**
     * Connects to Kafka. Partitions that are added later are read from their beginning.
     *
     * @param read the topics to read, of actions, events, accuracy or truths
     * @param fromBeginning whether to read what the topics hold already
     * @throws LaunchException when a topic is missing
     */
    public static ResultFeed connect(
            Properties clientProperties, TopicOptions topics, List<String> read, boolean fromBeginning) {
        clientProperties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, PARTITION_DISCOVERY_MILLIS);
        var consumer = new KafkaConsumer<>(clientProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            var feed = new ResultFeed(consumer, topics, read);
            if (fromBeginning) {
                consumer.seekToBeginning(feed.partitions);
            } else {
                consumer.seekToEnd(feed.partitions);
            }
            return feed;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Passes on what has come, waiting for it a short while.
     *
     * @param most records to pass on; more are dropped
     * @return how many were passed on
     */
    public long poll(ResultListener listener, long most) {
        assignNewPartitions();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        StreamSupport.stream(records.spliterator(), false).limit(most).forEach(result -> tell(listener, result));
        return Math.min(records.count(), most);
    }

    /** Tells whether everything that the topics hold now has been passed on. */
    public boolean atEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void tell(ResultListener listener, ConsumerRecord<byte[], byte[]> result) {
        try {
            if (result.topic().equals(topics.actions())) {
                listener.action(ActionJson.read(result.value()));
            } else if (result.topic().equals(topics.events())) {
                listener.event(EventJson.read(result.value()));
            } else if (result.topic().equals(topics.truth())) {
                listener.truth(TruthJson.read(key(result), result.value()));
            } else if (result.value() == null && result.key() != null) {
                listener.forgotten(key(result));
            } else {
                listener.accuracy(AccuracyJson.read(result.value()));
            }
        } catch (IOException | IllegalArgumentException e) {
            listener.unreadable("no result at offset " + result.offset() + " of " + result.topic() + "-"
                    + result.partition() + ": " + e.getMessage());
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> result) {
        return result.key() == null ? null : new String(result.key(), UTF_8);
    }

    /** Asks no broker: the consumer knows of partitions, and hears of new ones while it polls. */
    private void assignNewPartitions() {
        List<TopicPartition> present = partitions();
        if (present.size() > partitions.size()) {
            List<TopicPartition> added = new ArrayList<>(present);
            added.removeAll(partitions);
            partitions = present;
            consumer.assign(partitions);
            consumer.seekToBeginning(added);
        }
    }

    private List<TopicPartition> partitions() {
        return read.stream()
                .flatMap(topic -> partitions(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private List<PartitionInfo> partitions(String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found.isEmpty()) {
            throw new LaunchException("there is no topic " + topic);
        }
        return found;
    }
}
