package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.operators.records.Action;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes an action, keyed by its camera. The record's timestamp is the time of writing: with a capture time of long ago
 * or far ahead the broker would expire or refuse it.
 */
public final class ActionSerializer implements KafkaRecordSerializationSchema<Action> {

    private final String topic;

    public ActionSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Action action, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(topic, action.camera().getBytes(UTF_8), ActionJson.write(action));
    }
}
