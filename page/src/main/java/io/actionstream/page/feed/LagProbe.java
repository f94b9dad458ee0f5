package io.actionstream.page.feed;

import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.page.state.PageState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker now and then how many frames the job has not read yet: the ends of the topic less what the job's group has committed,
 * which it does with each of its checkpoints.
 */
public final class LagProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LagProbe.class);
    private static final long INTERVAL_SECONDS = 5;
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;
    private final String group;
    private final String topic;
    private final PageState state;
    private final ScheduledExecutorService timer;

    private LagProbe(Admin admin, String group, String topic, PageState state) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
        this.state = state;
        this.timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("page-lag"));
    }

    /** Begins to ask. */
    public static LagProbe start(Properties client, String group, PageTopics topics, PageState state) {
        LagProbe probe = new LagProbe(Admin.create(client), group, topics.frames(), state);
        probe.timer.scheduleWithFixedDelay(probe::tell, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
        return probe;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }

    private void tell() {
        try {
            state.lag(lag());
        } catch (ExecutionException | KafkaException | TimeoutException e) {
            LOG.debug("cannot tell the lag of group {}", group, e);
            state.lag(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null when the group has committed nothing. */
    private Long lag() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> all = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> committed = all.entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(topic) && partition.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, partition -> partition.getValue().offset()));
        if (committed.isEmpty()) {
            return null;
        }
        Map<TopicPartition, OffsetSpec> ends = admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
