package io.actionstream.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topic of frames as an administrator sees it. */
final class FramesTopic implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Admin admin;
    private final String name;

    private FramesTopic(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** Creates it; of each partition it keeps the last 128 MiB or so. */
    static FramesTopic create(BrokerProcess broker, String name) throws ExecutionException, InterruptedException {
        Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.direct()));
        NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1)
                .configs(Map.of("retention.bytes", "134217728", "segment.bytes", "33554432"));
        admin.createTopics(List.of(topic)).all().get();
        return new FramesTopic(admin, name);
    }

    /** Records that a consumer group has not yet committed as read. */
    long lag(String group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(committed.keySet().stream()
                        .filter(partition -> partition.topic().equals(name))
                        .collect(Collectors.toMap((TopicPartition partition) -> partition, all -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end ->
                        end.getValue().offset() - committed.get(end.getKey()).offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
