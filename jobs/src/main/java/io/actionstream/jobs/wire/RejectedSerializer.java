package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Writes what could not be used: the offending bytes unchanged, why and whence in headers. No input may make a record
 * that the broker refuses, for that would fail the job: bytes beyond the limit are cut and the header
 * {@code truncated-from} tells how many there were; the camera's id and the detail are cut at
 * {@value #MAX_TEXT_LENGTH} characters.
 */
public final class RejectedSerializer implements KafkaRecordSerializationSchema<Rejected> {

    static final int MAX_TEXT_LENGTH = 1000;

    private final String topic;
    private final int maxBytes;

    /**
     * @param topic where to write
     * @param maxBytes the most bytes of a value
     */
    public RejectedSerializer(String topic, int maxBytes) {
        this.topic = topic;
        this.maxBytes = maxBytes;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Rejected rejected, KafkaSinkContext context, Long timestamp) {
        byte[] key = rejected.camera() == null ? null : text(rejected.camera());
        byte[] bytes = rejected.cutTo(maxBytes).bytes();
        var kafkaRecord = new ProducerRecord<>(topic, key, bytes);
        addHeaders(kafkaRecord.headers(), rejected);
        if (bytes != null && bytes.length < rejected.length()) {
            add(kafkaRecord.headers(), "truncated-from", rejected.length());
        }
        return kafkaRecord;
    }

    private static void addHeaders(Headers headers, Rejected rejected) {
        Origin origin = rejected.origin();
        add(headers, "reason", rejected.reason());
        add(headers, "detail", rejected.detail());
        add(headers, "topic", origin.topic());
        add(headers, "partition", origin.partition());
        add(headers, "offset", origin.offset());
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(name, text(String.valueOf(value)));
    }

    private static byte[] text(String text) {
        return text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH)).getBytes(UTF_8);
    }
}
