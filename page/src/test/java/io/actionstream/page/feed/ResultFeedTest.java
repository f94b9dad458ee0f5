package io.actionstream.page.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.StateLimits;
import io.actionstream.page.state.Tile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Reading begins with the records of the last hour. */
class ResultFeedTest {

    private static final long NOW = 1_764_000_006_000L;
    private static final long HOUR = 3_600_000;
    private static final TopicPartition ACTIONS = new TopicPartition("actions", 0);

    private final PageState state = new PageState(StateLimits.DEFAULT, new PictureStore(1000), () -> NOW);
    private final ResultFeed feed = new ResultFeed(
            new Properties(),
            new PageTopics("frames", "actions", "events", "accuracy", "rejected", "truth", "models"),
            state,
            () -> NOW);
    private final Broker broker = new Broker();

    @Test
    void shouldReadFromAnHourAgo() throws InterruptedException {
        broker.action("a day ago", NOW - 24 * HOUR);
        broker.action("now", NOW);

        assertThat(cameras()).containsExactly("now");
    }

    @Test
    void shouldReadNothingThatIsOlder() throws InterruptedException {
        broker.action("a day ago", NOW - 24 * HOUR);

        assertThat(cameras()).isEmpty();
    }

    @Test
    void shouldReadAnActionThatIsWrittenWhileItLooksForItsPlace() throws InterruptedException {
        broker.action("a day ago", NOW - 24 * HOUR);
        broker.meanwhile = () -> broker.action("meanwhile", NOW);

        assertThat(cameras()).containsExactly("meanwhile");
    }

    private List<String> cameras() throws InterruptedException {
        feed.seek(broker, broker.assignment());
        feed.take(broker, broker.read());
        return state.snapshot().tiles().stream().map(Tile::camera).toList();
    }

    /** A consumer of one partition that finds offsets by time stamps, too. */
    private static final class Broker extends MockConsumer<byte[], byte[]> {

        private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

        /** Runs after offsets were looked up by time stamps. */
        private Runnable meanwhile = () -> {};

        Broker() {
            super("latest");
            assign(List.of(ACTIONS));
            updateEndOffsets(Map.of(ACTIONS, 0L));
        }

        void action(String camera, long at) {
            write(at, """
                    {"camera":"%s","start":1764000000000,"end":1764000005400,"label":"Squats","confidence":0.91,
                     "top":[],"model":"synthetic-1","frames":10,"latencyMillis":143}""".formatted(camera));
        }

        private void write(long at, String json) {
            log.add(new ConsumerRecord<>(
                    ACTIONS.topic(),
                    ACTIONS.partition(),
                    log.size(),
                    at,
                    TimestampType.CREATE_TIME,
                    -1,
                    json.length(),
                    null,
                    json.getBytes(UTF_8),
                    new RecordHeaders(),
                    Optional.empty()));
            updateEndOffsets(Map.of(ACTIONS, (long) log.size()));
        }

        /** All records from where the consumer is. */
        ConsumerRecords<byte[], byte[]> read() {
            log.forEach(this::addRecord);
            return poll(Duration.ZERO);
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            OffsetAndTimestamp first = log.stream()
                    .filter(written -> written.timestamp() >= times.get(ACTIONS))
                    .map(written -> new OffsetAndTimestamp(written.offset(), written.timestamp()))
                    .findFirst()
                    .orElse(null);
            meanwhile.run();
            return Collections.singletonMap(ACTIONS, first);
        }
    }
}
