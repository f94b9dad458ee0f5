package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.operators.records.Accuracy;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes rolling figures, keyed by their scope, so that compaction keeps each scope's latest; of a forgotten scope a
 * tombstone, so that it keeps nothing.
 */
public final class AccuracySerializer implements KafkaRecordSerializationSchema<Accuracy> {

    private final String topic;

    public AccuracySerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Accuracy accuracy, KafkaSinkContext context, Long timestamp) {
        byte[] figures = accuracy.forgotten() ? null : AccuracyJson.write(accuracy);
        return new ProducerRecord<>(topic, accuracy.scope().getBytes(UTF_8), figures);
    }
}
