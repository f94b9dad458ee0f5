package io.actionstream.cluster;

import io.actionstream.jobs.wire.EventJson;
import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.EventOptions;
import io.actionstream.model.events.EventRules;
import io.actionstream.operators.records.ClipId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of a topic {@code events} as a consumer of committed records gets them, and those that the rules make of
 * delivered actions. A record is told by its event, its phase, its end and its clips: probabilities may differ in the last
 * digits.
 */
final class DeliveredEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<String> records = new ArrayList<>();

    private DeliveredEvents(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** Reads a topic from its beginning. */
    static DeliveredEvents of(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new DeliveredEvents(consumer, partitions);
    }

    /** The records of clips of which each camera filmed one session. */
    static Set<String> expected(Map<ClipId, List<Answer>> clips, EventOptions options) {
        Map<String, EventRules> cameras = new HashMap<>();
        Set<String> expected = new HashSet<>();
        clips.entrySet().stream()
                .sorted(Comparator.comparingLong(clip -> clip.getKey().start()))
                .forEach(clip -> cameras.computeIfAbsent(
                                clip.getKey().camera(),
                                camera -> new EventRules(camera, options, event -> expected.add(told(event))))
                        .clip(classified(clip.getKey().start(), clip.getValue().get(0))));
        cameras.values().forEach(EventRules::sessionEnded);
        return expected;
    }

    /** Reads on until all of these are there. */
    void await(Set<String> expected) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!records.containsAll(expected)) {
            if (System.nanoTime() > deadline) {
                Set<String> missing = new HashSet<>(expected);
                missing.removeAll(records);
                throw new AssertionError("no event " + missing);
            }
            poll();
        }
    }

    /** Reads what the topic holds now. */
    void readToEnd() throws IOException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            poll();
        }
    }

    /** All records in the order in which they came. */
    List<String> records() {
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() throws IOException {
        for (var delivered : consumer.poll(POLL)) {
            records.add(told(EventJson.read(delivered.value())));
        }
    }

    private static String told(Event event) {
        return event.id() + " " + event.phase() + " at " + event.end() + " after " + event.clips() + " clips";
    }

    private static ClassifiedClip classified(long start, Answer answer) {
        List<String> labels = List.copyOf(answer.scores().keySet());
        float[] probabilities = new float[labels.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = answer.scores().get(labels.get(i));
        }
        return new ClassifiedClip(start, answer.end(), labels, probabilities, List.of(), answer.model());
    }
}
