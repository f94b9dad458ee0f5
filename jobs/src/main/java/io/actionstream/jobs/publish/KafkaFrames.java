package io.actionstream.jobs.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.wire.FrameDeserializer;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends frames to the frames topic. A frame too large for it is left out and counted; any other failure is the end. */
public final class KafkaFrames implements FrameSink, AutoCloseable {

    private static final String LINGER_MILLIS = "5";

    /** Bytes that are sent together, should as many come while the first of them waits: Kafka's default is two frames. */
    private static final String BATCH_BYTES = String.valueOf(1 << 18);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final LongAdder sent = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    KafkaFrames(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Connects to Kafka, ready for records of a size in bytes. */
    public static KafkaFrames connect(Properties clientProperties, String topic, int maxRecordBytes) {
        clientProperties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        clientProperties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        clientProperties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(maxRecordBytes));
        return new KafkaFrames(
                new KafkaProducer<>(clientProperties, new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }

    @Override
    public void frame(String camera, long captureTime, byte[] jpeg, String label) {
        var kafkaRecord = new ProducerRecord<>(topic, null, captureTime, camera.getBytes(UTF_8), jpeg);
        if (label != null) {
            kafkaRecord.headers().add(FrameDeserializer.LABEL_HEADER, label.getBytes(UTF_8));
        }
        send(kafkaRecord);
    }

    @Override
    public void endSession(String camera, long captureTime) {
        send(new ProducerRecord<>(topic, null, captureTime, camera.getBytes(UTF_8), (byte[]) null));
    }

    /** Records that the broker has, ends of sessions among them. */
    public long sent() {
        return sent.sum();
    }

    /** Frames left out because the topic takes no record as large. */
    public long tooLarge() {
        return tooLarge.sum();
    }

    /** Waits until everything is sent. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<byte[], byte[]> kafkaRecord) {
        throwFailure();
        producer.send(kafkaRecord, this::sent);
    }

    private void sent(RecordMetadata metadata, Exception problem) {
        if (problem == null) {
            sent.increment();
        } else if (problem instanceof RecordTooLargeException) {
            tooLarge.increment();
        } else {
            failure.compareAndSet(null, problem);
        }
    }

    private void throwFailure() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new LaunchException("cannot write to topic " + topic + ": " + problem.getMessage(), problem);
        }
    }
}
