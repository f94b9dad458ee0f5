package io.actionstream.page.feed;

import io.actionstream.page.state.PageState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what the job tells, from an hour ago on, and no faster than so many bytes a second. The values of rejected frames are not of
 * interest and may be many bytes, so that topic has a budget of its own; what comes beyond it is left out.
 */
public final class ResultFeed extends Feed {

    private static final long HOUR_MILLIS = 3_600_000;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int PARTITION_FETCH_BYTES = 512 << 10;
    private static final int RECORDS = 2000;
    private static final long BYTES_PER_SECOND = 16 << 20;
    private static final long REJECTED_BYTES_PER_SECOND = 2 << 20;

    private final PageTopics topics;
    private final ResultReader results;
    private final LongSupplier clock;
    private final Budget budget = new Budget(BYTES_PER_SECOND, System::nanoTime);
    private final Budget rejectedBudget = new Budget(REJECTED_BYTES_PER_SECOND, System::nanoTime);
    private boolean rejectedPaused;

    /** Prepares the thread. */
    ResultFeed(Properties client, PageTopics topics, PageState state, LongSupplier clock) {
        super("page-results", client, settings(), topics.results());
        this.topics = topics;
        this.results = new ResultReader(topics, state, clock);
        this.clock = clock;
    }

    /** Begins to read. */
    public static ResultFeed start(Properties client, PageTopics topics, PageState state, LongSupplier clock) {
        ResultFeed feed = new ResultFeed(client, topics, state, clock);
        feed.start();
        return feed;
    }

    @Override
    void seek(Consumer<byte[], byte[]> reader, Collection<TopicPartition> added) {
        List<TopicPartition> models = added.stream()
                .filter(partition -> partition.topic().equals(topics.models()))
                .toList();
        reader.seekToBeginning(models);
        Map<TopicPartition, Long> hourAgo = new HashMap<>();
        added.stream()
                .filter(partition -> !models.contains(partition))
                .forEach(partition -> hourAgo.put(partition, clock.getAsLong() - HOUR_MILLIS));
        // asked first, so that records written between the two answers are read
        Map<TopicPartition, Long> ends = reader.endOffsets(hourAgo.keySet());
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> start :
                reader.offsetsForTimes(hourAgo).entrySet()) {
            reader.seek(
                    start.getKey(),
                    start.getValue() == null
                            ? ends.get(start.getKey())
                            : start.getValue().offset());
        }
    }

    @Override
    void take(Consumer<byte[], byte[]> reader, ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> result : records) {
            results.read(result);
            budget.spend(Math.max(0, result.serializedValueSize()));
            if (result.topic().equals(topics.rejected())) {
                rejectedBudget.spend(Math.max(0, result.serializedValueSize()));
            }
        }
        pauseRejected(reader);
        long debt = budget.debtMillis();
        if (debt > 0) {
            pause(debt);
        }
    }

    /** Reads no rejected records for as long as their budget is overdrawn, then goes on with new ones. */
    private void pauseRejected(Consumer<byte[], byte[]> reader) {
        boolean owed = rejectedBudget.debtMillis() > 0;
        if (owed != rejectedPaused) {
            rejectedPaused = owed;
            List<TopicPartition> rejected = reader.assignment().stream()
                    .filter(partition -> partition.topic().equals(topics.rejected()))
                    .toList();
            if (owed) {
                reader.pause(rejected);
            } else {
                reader.seekToEnd(rejected);
                reader.resume(rejected);
            }
        }
    }

    private static Map<String, ?> settings() {
        return Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "actionstream-page-results",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
    }
}
