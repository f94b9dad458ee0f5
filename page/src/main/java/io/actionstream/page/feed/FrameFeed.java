package io.actionstream.page.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.media.frame.ImageCheck;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.Names;
import io.actionstream.page.state.PageState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes pictures from the topic of frames: only new ones, and no more than so many bytes a second. When it falls behind it leaves out
 * what has come meanwhile, so it sees a part of the frames of each camera, and always recent ones.
 */
public final class FrameFeed extends Feed {

    /** The most bytes that one answer of a broker may hold; a larger frame comes alone. */
    static final int FETCH_BYTES = 1 << 20;

    private static final int PARTITION_FETCH_BYTES = 256 << 10;

    /** Behind by more than this many seconds' bytes, the feed goes to the end. */
    private static final int SECONDS_BEHIND = 1;

    private final PageState state;
    private final ImageCheck check;
    private final LongSupplier clock;
    private final long bytesPerSecond;
    private final Budget budget;

    /** The bytes of a record, over the last records. */
    private double meanBytes = 1;

    private FrameFeed(
            Properties client,
            PageTopics topics,
            PageState state,
            ImageCheck check,
            long bytesPerSecond,
            LongSupplier clock) {
        super("page-frames", client, settings(), List.of(topics.frames()));
        this.state = state;
        this.check = check;
        this.clock = clock;
        this.bytesPerSecond = bytesPerSecond;
        this.budget = new Budget(bytesPerSecond, System::nanoTime);
    }

    /**
     * Begins to read.
     *
     * @param check what an image must pass
     * @param bytesPerSecond the most that are read, about
     * @param clock the time now, in milliseconds since 1970
     */
    public static FrameFeed start(
            Properties client,
            PageTopics topics,
            PageState state,
            ImageCheck check,
            long bytesPerSecond,
            LongSupplier clock) {
        FrameFeed feed = new FrameFeed(client, topics, state, check, bytesPerSecond, clock);
        feed.start();
        return feed;
    }

    @Override
    void seek(Consumer<byte[], byte[]> reader, Collection<TopicPartition> added) {
        reader.seekToEnd(added);
    }

    @Override
    void take(Consumer<byte[], byte[]> reader, ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> frame : records) {
            bytes += Math.max(0, frame.serializedValueSize());
            take(frame);
        }
        if (!records.isEmpty()) {
            meanBytes = (meanBytes + (double) bytes / records.count()) / 2;
        }
        budget.spend(bytes);
        if (behind(reader) * meanBytes > SECONDS_BEHIND * (double) bytesPerSecond) {
            reader.seekToEnd(reader.assignment());
            budget.spend(FETCH_BYTES); // may be on its way, and is thrown away
        }
        long debt = budget.debtMillis();
        if (debt > 0) {
            pause(debt);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> frame) {
        if (frame.key() == null || frame.key().length > Names.MAX_BYTES) {
            return;
        }
        String camera = new String(frame.key(), UTF_8);
        state.frame(camera, clock.getAsLong());
        PictureStore pictures = state.pictures();
        boolean wanted = frame.value() != null && state.knows(camera) && pictures.wants(camera, frame.timestamp());
        if (wanted
                && check.problemIn(frame.value()).isEmpty()
                && pictures.offer(camera, frame.timestamp(), frame.value())) {
            state.picture(camera, frame.timestamp());
        }
    }

    /** Records that are not read yet, as the last answers of the brokers told. */
    private static long behind(Consumer<byte[], byte[]> reader) {
        return reader.assignment().stream()
                .mapToLong(partition -> reader.currentLag(partition).orElse(0))
                .sum();
    }

    private static Map<String, ?> settings() {
        return Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "actionstream-page-frames",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    }
}
