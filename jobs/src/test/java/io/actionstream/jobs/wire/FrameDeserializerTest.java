package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDeserializerTest {

    private static final byte[] JPEG = {1, 2, 3};

    @Test
    void shouldReadCameraTimeImageLabelAndOrigin() {
        long before = System.currentTimeMillis();

        CameraFrame frame =
                read("gate-1".getBytes(UTF_8), JPEG, new RecordHeaders().add("label", "Archery".getBytes(UTF_8)));

        assertThat(frame.camera()).isEqualTo("gate-1");
        assertThat(frame.timestamp()).isEqualTo(1_764_000_000_000L);
        assertThat(frame.image()).isEqualTo(JPEG);
        assertThat(frame.label()).isEqualTo("Archery");
        assertThat(frame.origin()).isEqualTo(new Origin("frames", 3, 42));
        assertThat(frame.arrival()).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void shouldSpellALabelAsEverywhere() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("label", "HandStandPushups".getBytes(UTF_8));

        assertThat(read("gate-1".getBytes(UTF_8), JPEG, headers).label()).isEqualTo("HandstandPushups");
    }

    @Test
    void shouldReadAFrameThatHasOnlyAKeyAndAnImage() {
        CameraFrame frame = read("gate-1".getBytes(UTF_8), JPEG, new RecordHeaders());

        assertThat(frame.label()).isNull();
    }

    @Test
    void shouldReadANullValueAsTheEndOfTheSession() {
        assertThat(read("gate-1".getBytes(UTF_8), null, new RecordHeaders()).endsSession())
                .isTrue();
    }

    @Test
    void shouldKeepAFrameWithoutAKeyForTheCheckToReject() {
        assertThat(read(null, JPEG, new RecordHeaders()).camera()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void shouldTakeABlankLabelAsUnknown(String blank) {
        byte[] label = blank == null ? null : blank.getBytes(UTF_8);

        assertThat(read(new byte[0], JPEG, new RecordHeaders().add("label", label))
                        .label())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"x, 255", "\u00e9, 127", "\u20ac, 85", "\ud83d\ude00, 63"})
    void shouldCutALabelThatNoRecordCouldCarryBehindAWholeCharacter(String character, int kept) {
        byte[] endless = character.repeat(1_000_000).getBytes(UTF_8);

        CameraFrame frame = read(new byte[0], JPEG, new RecordHeaders().add("label", endless));

        assertThat(frame.label()).isEqualTo(character.repeat(kept));
    }

    @Test
    void shouldCutALabelThatIsNotUtf8() {
        byte[] endless = new byte[300];
        Arrays.fill(endless, (byte) -1);

        CameraFrame frame = read(new byte[0], JPEG, new RecordHeaders().add("label", endless));

        assertThat(frame.label().getBytes(UTF_8)).hasSize(255);
    }

    private static CameraFrame read(byte[] key, byte[] value, Headers headers) {
        List<CameraFrame> frames = new ArrayList<>();
        new FrameDeserializer()
                .deserialize(
                        new ConsumerRecord<>(
                                "frames",
                                3,
                                42,
                                1_764_000_000_000L,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                key,
                                value,
                                headers,
                                Optional.empty()),
                        new ListCollector<>(frames));
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }
}
