package io.actionstream.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.cluster.process.BrokerProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of a topic {@code rejected}, counted.
 *
 * @param byCamera how many there are of each camera and reason
 * @param repeated records about a frame that others were about
 */
record RejectedRecords(Map<String, Map<String, Integer>> byCamera, int repeated) {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Reads what the topic holds now. */
    static RejectedRecords read(BrokerProcess broker, String topic) {
        Map<String, Map<String, Integer>> byCamera = new TreeMap<>();
        Set<String> origins = new HashSet<>();
        int all = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.direct()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var rejected : consumer.poll(POLL)) {
                    byCamera.computeIfAbsent(new String(rejected.key(), UTF_8), camera -> new TreeMap<>())
                            .merge(header(rejected, "reason"), 1, Integer::sum);
                    origins.add(header(rejected, "partition") + "/" + header(rejected, "offset"));
                    all++;
                }
            }
        }
        return new RejectedRecords(byCamera, all - origins.size());
    }

    /** The number of records of each reason. */
    Map<String, Integer> byReason() {
        Map<String, Integer> counts = new TreeMap<>();
        byCamera.values()
                .forEach(reasons -> reasons.forEach((reason, count) -> counts.merge(reason, count, Integer::sum)));
        return counts;
    }

    private static String header(ConsumerRecord<byte[], byte[]> rejected, String name) {
        return new String(rejected.headers().lastHeader(name).value(), UTF_8);
    }
}
