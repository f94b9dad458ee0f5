package io.actionstream.page.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics on a thread of its own, in no consumer group. Topics and partitions may be added later. Whatever goes wrong is logged, and
 * tried again after a while.
 */
abstract class Feed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 2000;
    private static final long MISSING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long DISCOVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Properties properties;
    private final List<String> topics;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> consumer;
    private long discovered;
    private boolean complete;

    /**
     * Prepares the thread.
     *
     * @param client settings of Kafka clients; those of this feed stand above them
     */
    Feed(String name, Properties client, Map<String, ?> settings, List<String> topics) {
        this.properties = new Properties();
        properties.putAll(client);
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.putAll(settings);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.topics = topics;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY + 1); // below the job's threads, in the demo
    }

    void start() {
        thread.start();
    }

    /** Goes to where reading begins in partitions that are new. */
    abstract void seek(Consumer<byte[], byte[]> reader, Collection<TopicPartition> added);

    /** Takes what was read. */
    abstract void take(Consumer<byte[], byte[]> reader, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException;

    /** Waits, but not longer than until the feed is closed. */
    final void pause(long millis) throws InterruptedException {
        if (closing.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void run() {
        try {
            while (isOpen()) {
                try (var reader =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                    consumer = reader;
                    discovered = System.nanoTime() - DISCOVERY_NANOS;
                    complete = false;
                    read(reader);
                } catch (WakeupException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.warn("{}: cannot read from Kafka, tries again: {}", thread.getName(), e.getMessage());
                    pause(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is closed", thread.getName());
        }
    }

    private void read(Consumer<byte[], byte[]> reader) throws InterruptedException {
        while (isOpen()) {
            discover(reader);
            if (reader.assignment().isEmpty()) {
                pause(POLL.toMillis());
            } else {
                take(reader, reader.poll(POLL));
            }
        }
    }

    /** Looks for partitions now and then; often, as long as a topic is missing. */
    private void discover(Consumer<byte[], byte[]> reader) {
        if (System.nanoTime() - discovered < (complete ? DISCOVERY_NANOS : MISSING_NANOS)) {
            return;
        }
        discovered = System.nanoTime();
        Map<String, List<PartitionInfo>> existing = reader.listTopics(PATIENCE);
        complete = existing.keySet().containsAll(topics);
        Set<TopicPartition> assigned = reader.assignment();
        List<TopicPartition> added = topics.stream()
                .flatMap(topic -> existing.getOrDefault(topic, List.of()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .filter(partition -> !assigned.contains(partition))
                .toList();
        if (!added.isEmpty()) {
            List<TopicPartition> all = new ArrayList<>(assigned);
            all.addAll(added);
            reader.assign(all);
            seek(reader, added);
        }
    }
}
