package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.TrueAction;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads a record of the frames topic. Whatever it holds becomes a frame: judging it is the stream's work, so that what
 * is wrong ends in the rejected topic.
 */
public final class FrameDeserializer implements KafkaRecordDeserializationSchema<CameraFrame> {

    /** The header that carries the true action, UTF-8. */
    public static final String LABEL_HEADER = "label";

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<CameraFrame> frames) {
        frames.collect(new CameraFrame(
                kafkaRecord.key() == null ? null : new String(kafkaRecord.key(), UTF_8),
                kafkaRecord.timestamp(),
                kafkaRecord.value(),
                label(kafkaRecord.headers().lastHeader(LABEL_HEADER)),
                System.currentTimeMillis(),
                new Origin(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset())));
    }

    @Override
    public TypeInformation<CameraFrame> getProducedType() {
        return TypeInformation.of(CameraFrame.class);
    }

    private static String label(Header header) {
        if (header == null || header.value() == null) {
            return null;
        }
        String label = new String(header.value(), UTF_8);
        return label.isBlank() ? null : cut(Labels.spelling(label));
    }

    /** A frame is good whatever its label: one too long is cut behind the last whole character that fits. */
    private static String cut(String label) {
        ByteBuffer bytes = ByteBuffer.allocate(TrueAction.MAX_LABEL_BYTES);
        UTF_8.newEncoder().encode(CharBuffer.wrap(label), bytes, true);
        return UTF_8.decode(bytes.flip()).toString();
    }
}
