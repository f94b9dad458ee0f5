package io.actionstream.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.options.StartAt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StartingOffsetsTest {

    private static final TopicPartition READ = new TopicPartition("frames", 0);
    private static final TopicPartition UNREAD = new TopicPartition("frames", 1);
    private static final TopicPartition EMPTY = new TopicPartition("frames", 2);
    private static final TopicPartition OF_OTHERS = new TopicPartition("frames", 3);
    private static final FakeOffsets BROKER = new FakeOffsets(
            Map.of(READ, 70L, UNREAD, 80L, EMPTY, 0L, OF_OTHERS, 9L), Map.of(READ, 60L, OF_OTHERS, 8L), READ);
    private static final StartAt AT_NOON = StartAt.at(Instant.ofEpochMilli(FakeOffsets.TIME));

    @Test
    void shouldBeginWhereTheGroupStoppedOrAtTheEndOfWhatItNeverRead() {
        assertThat(offsets(StartAt.COMMITTED)).isEqualTo(Map.of(READ, 60L, UNREAD, 80L, EMPTY, 0L));
    }

    @Test
    void shouldBeginAtTheEndWhateverTheGroupRead() {
        assertThat(offsets(StartAt.LATEST)).isEqualTo(Map.of(READ, 70L, UNREAD, 80L, EMPTY, 0L));
    }

    @Test
    void shouldLeaveTheBeginningToTheConnector() {
        assertThat(StartingOffsets.of(StartAt.EARLIEST)).hasSameClassAs(OffsetsInitializer.earliest());
    }

    @Test
    void shouldBeginWithTheFirstRecordOfATimeOrAtTheEndOfAPartitionWithoutOne() {
        assertThat(offsets(AT_NOON)).isEqualTo(Map.of(READ, 50L, UNREAD, 80L, EMPTY, 0L));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void shouldReadTheOldestRecordLeftWhereAnOffsetIsGone(StartAt start) throws Exception {
        OffsetsInitializer offsets = InstantiationUtil.clone(StartingOffsets.of(start));

        assertThat(offsets.getAutoOffsetResetStrategy()).hasToString("earliest");
    }

    static List<StartAt> starts() {
        return List.of(StartAt.EARLIEST, StartAt.LATEST, StartAt.COMMITTED, AT_NOON);
    }

    private static Map<TopicPartition, Long> offsets(StartAt start) {
        return StartingOffsets.of(start).getPartitionOffsets(List.of(READ, UNREAD, EMPTY), BROKER);
    }
}
