package io.actionstream.page.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.page.judge.TruthSink;
import io.actionstream.page.state.Truth;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes judgements to the topic of truths. */
public final class KafkaTruths implements TruthSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTruths.class);
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    private KafkaTruths(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Connects to Kafka with the settings of its clients. */
    public static KafkaTruths connect(Properties client, PageTopics topics) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "actionstream-page-truths");
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
        return new KafkaTruths(
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()), topics.truth());
    }

    /**
     * Sends a record.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker has not answered for a while
     */
    @Override
    public void write(String camera, Truth truth) {
        byte[] value = MAPPER.createObjectNode()
                .put("start", truth.start())
                .put("end", truth.end())
                .put("label", truth.label())
                .toString()
                .getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, camera.getBytes(UTF_8), value), (place, failure) -> {
            if (failure != null) {
                LOG.error("a judgement is lost: cannot write to topic {}", topic, failure);
            }
        });
    }

    /** Returns when all are written, or cannot be. */
    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
