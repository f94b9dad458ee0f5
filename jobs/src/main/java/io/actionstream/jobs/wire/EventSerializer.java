package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.model.events.Event;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes an event, keyed by its camera. The record's timestamp is the time of writing, as that of an action is. */
public final class EventSerializer implements KafkaRecordSerializationSchema<Event> {

    private final String topic;

    /** Writes to a topic. */
    public EventSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Event event, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(topic, event.camera().getBytes(UTF_8), EventJson.write(event));
    }
}
