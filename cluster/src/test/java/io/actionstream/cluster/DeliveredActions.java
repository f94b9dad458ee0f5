package io.actionstream.cluster;

import io.actionstream.jobs.wire.ActionJson;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.ClipId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The actions of a topic as a consumer of committed records gets them. */
final class DeliveredActions implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    /** Without a new clip for so long, none will come. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<ClipId, List<Answer>> answers = new LinkedHashMap<>();

    private DeliveredActions(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * An action and when its record was written, in milliseconds since the epoch.
     */
    record Delivered(Action action, long written) {}

    /** Reads a topic from its beginning. */
    static DeliveredActions of(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new DeliveredActions(consumer, partitions);
    }

    /** Reads what comes next, waiting for it a short while. */
    List<Delivered> poll() throws IOException {
        List<Delivered> actions = new ArrayList<>();
        for (var delivered : consumer.poll(POLL)) {
            Action action = ActionJson.read(delivered.value());
            actions.add(new Delivered(action, delivered.timestamp()));
            answers.computeIfAbsent(new ClipId(action.camera(), action.start()), clip -> new ArrayList<>())
                    .add(Answer.of(action));
        }
        return actions;
    }

    /** Reads on until there are so many clips. */
    void awaitClips(int count) throws IOException {
        long last = System.nanoTime();
        while (answers.size() < count) {
            int before = answers.size();
            poll();
            if (answers.size() > before) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new AssertionError("no more than " + before + " of " + count + " clips");
            }
        }
    }

    /** Reads what the topic holds now. */
    void readToEnd() throws IOException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            poll();
        }
    }

    /** What was delivered of each clip. */
    Map<ClipId, List<Answer>> byClip() {
        return answers;
    }

    /** How many records say again what others have said. */
    int repeated() {
        return answers.values().stream().mapToInt(List::size).sum() - answers.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
