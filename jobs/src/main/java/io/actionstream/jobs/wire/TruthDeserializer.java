package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.TruthRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a record of the truth topic. One that cannot be read says so, and is handed on with its bytes, so that it ends in
 * the rejected topic.
 */
public final class TruthDeserializer implements KafkaRecordDeserializationSchema<TruthRecord> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<TruthRecord> truths) {
        String camera = kafkaRecord.key() == null ? null : new String(kafkaRecord.key(), UTF_8);
        byte[] json = kafkaRecord.value();
        Origin origin = new Origin(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
        try {
            truths.collect(new TruthRecord(camera, json, TruthJson.read(camera, json), null, origin));
        } catch (IOException e) {
            truths.collect(new TruthRecord(camera, json, null, e.getMessage(), origin));
        }
    }

    @Override
    public TypeInformation<TruthRecord> getProducedType() {
        return TypeInformation.of(TruthRecord.class);
    }
}
