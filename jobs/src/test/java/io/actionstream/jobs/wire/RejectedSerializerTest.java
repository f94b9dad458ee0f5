package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RejectedSerializerTest {

    private static final Origin ORIGIN = new Origin("frames", 3, 42);

    @Test
    void shouldKeepTheBytesAndTellWhyAndWhence() {
        byte[] broken = {0, -1, 7};

        var kafkaRecord = write(new Rejected("gate-1", broken, RejectReason.TRUNCATED, "ends after 3 bytes", ORIGIN));

        assertThat(kafkaRecord.topic()).isEqualTo("rejected");
        assertThat(kafkaRecord.key()).asString(UTF_8).isEqualTo("gate-1");
        assertThat(kafkaRecord.value()).isEqualTo(broken);
        assertThat(headers(kafkaRecord))
                .containsExactly(
                        Map.entry("reason", "truncated"),
                        Map.entry("detail", "ends after 3 bytes"),
                        Map.entry("topic", "frames"),
                        Map.entry("partition", "3"),
                        Map.entry("offset", "42"));
    }

    @Test
    void shouldCutBytesThatTheBrokerWouldRefuse() {
        var kafkaRecord =
                write(new Rejected("gate-1", new byte[101], RejectReason.TOO_MANY_BYTES, "101 bytes", ORIGIN));

        assertThat(kafkaRecord.value()).hasSize(100);
        assertThat(headers(kafkaRecord)).containsEntry("truncated-from", "101");
    }

    @Test
    void shouldTellOfBytesThatWereCutBefore() {
        var kafkaRecord = write(
                new Rejected("gate-1", new byte[101], RejectReason.TOO_MANY_BYTES, "101 bytes", ORIGIN).cutTo(50));

        assertThat(kafkaRecord.value()).hasSize(50);
        assertThat(headers(kafkaRecord)).containsEntry("truncated-from", "101");
    }

    @Test
    void shouldWriteWhatHadNeitherCameraNorBytes() {
        var kafkaRecord = write(new Rejected(null, null, RejectReason.INVALID_CAMERA, "no key", ORIGIN));

        assertThat(kafkaRecord.key()).isNull();
        assertThat(kafkaRecord.value()).isNull();
    }

    @Test
    void shouldCutAnEndlessCameraAndDetail() {
        String endless = "é".repeat(1_000_000);

        var kafkaRecord = write(new Rejected(endless, null, RejectReason.INVALID_CAMERA, endless, ORIGIN));

        assertThat(kafkaRecord.key()).hasSizeLessThanOrEqualTo(2 * RejectedSerializer.MAX_TEXT_LENGTH);
        assertThat(headers(kafkaRecord).get("detail")).hasSize(RejectedSerializer.MAX_TEXT_LENGTH);
    }

    private static ProducerRecord<byte[], byte[]> write(Rejected rejected) {
        return new RejectedSerializer("rejected", 100).serialize(rejected, null, 7L);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> kafkaRecord) {
        Map<String, String> headers = new LinkedHashMap<>();
        kafkaRecord.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
