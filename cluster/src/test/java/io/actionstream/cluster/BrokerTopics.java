package io.actionstream.cluster;

import io.actionstream.cluster.process.BrokerProcess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics of a broker as an administrator sees them. */
final class BrokerTopics implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Admin admin;

    private BrokerTopics(Admin admin) {
        this.admin = admin;
    }

    static BrokerTopics of(BrokerProcess broker) {
        return new BrokerTopics(Admin.create(Map.of("bootstrap.servers", (Object) broker.direct())));
    }

    /** Creates a topic that keeps the last 128 MiB or so of each partition. */
    void createShort(String name) throws ExecutionException, InterruptedException {
        create(name, 1 << 27);
    }

    /** The same with the last 1 GiB or so of each partition. */
    void createLong(String name) throws ExecutionException, InterruptedException {
        create(name, 1 << 30);
    }

    private void create(String name, int bytes) throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1)
                .configs(Map.of(
                        "retention.bytes", String.valueOf(bytes),
                        "segment.bytes", String.valueOf(bytes / 4),
                        "file.delete.delay.ms", "1000"));
        admin.createTopics(List.of(topic)).all().get();
    }

    /** Records of a topic that a consumer group has not yet committed as read. */
    long lag(String topic, String group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends(topic).entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - (committed.containsKey(end.getKey())
                                ? committed.get(end.getKey()).offset()
                                : 0))
                .sum();
    }

    /** Records that a topic has ever held. */
    long records(String topic) throws ExecutionException, InterruptedException {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions();
        return admin
                .listOffsets(partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
