package io.actionstream.jobs.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Predicate;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads some of the records only.
 *
 * @param records reads a record
 * @param wanted says whether to go on with what was read
 */
record Selected<T>(KafkaRecordDeserializationSchema<T> records, Wanted<T> wanted)
        implements KafkaRecordDeserializationSchema<T> {

    /** A rule that goes along with the job. */
    interface Wanted<T> extends Predicate<T>, Serializable {}

    @Override
    public void open(InitializationContext context) throws Exception {
        records.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<T> out) throws IOException {
        records.deserialize(kafkaRecord, new Collector<>() {
            @Override
            public void collect(T read) {
                if (wanted.test(read)) {
                    out.collect(read);
                }
            }

            @Override
            public void close() {
                out.close();
            }
        });
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return records.getProducedType();
    }
}
