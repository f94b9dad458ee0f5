package io.actionstream.jobs.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.demo.EmbeddedKafka;
import io.actionstream.jobs.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One broker for all tests of a JVM, and plain clients that know nothing of the product. */
public final class TestKafka {

    private static final EmbeddedKafka BROKER = start();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MAX_RECORD_BYTES = 20_000_000;

    private TestKafka() {}

    public static String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

    /** A name that no other test uses. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    public static void createTopic(String topic, int partitions) throws Exception {
        createTopic(topic, partitions, Map.of("max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
    }

    public static void createTopic(String topic, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(clientSettings())) {
            List<NewTopic> topics = List.of(new NewTopic(topic, partitions, (short) 1).configs(settings));
            admin.createTopics(topics).all().get();
            Topics.awaitPartitions(admin, topics);
        }
    }

    /** Adds partitions to a topic until it has so many. */
    public static void addPartitions(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(clientSettings())) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
            Topics.awaitPartitions(admin, List.of(new NewTopic(topic, partitions, (short) 1)));
        }
    }

    /** The settings of a topic. */
    public static Config topicSettings(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(clientSettings())) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource);
        }
    }

    /** Removes the first records of a partition, as its retention does. */
    public static void removeBefore(TopicPartition partition, long offset) throws Exception {
        try (Admin admin = Admin.create(clientSettings())) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** Sends records and waits until the broker has them. */
    public static void send(List<ProducerRecord<byte[], byte[]>> records) {
        send(records.stream());
    }

    /** The same for more than fit into memory. */
    public static void send(Stream<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                clientSettings("max.request.size", MAX_RECORD_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    /** Everything that a topic holds now, partition by partition. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEach(topic, records::add);
        return records;
    }

    /** The same, record by record. */
    public static void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = new KafkaConsumer<>(
                clientSettings("isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    /**
     * What a topic holds once it holds so many records, or what it holds at the deadline. With transactions the broker
     * shows records a little after it has said that they are committed.
     */
    public static List<ConsumerRecord<byte[], byte[]>> await(String topic, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = read(topic);
        while (records.size() < count && System.nanoTime() < deadline) {
            records = read(topic);
        }
        return records;
    }

    /** Sends records in a transaction that is then aborted. */
    public static void sendAborted(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                clientSettings("transactional.id", uniqueName("aborted")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** A header's value; fails when there is no such header. */
    public static String header(ConsumerRecord<byte[], byte[]> kafkaRecord, String name) {
        return text(kafkaRecord.headers().lastHeader(name).value());
    }

    public static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    private static Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    private static Map<String, Object> clientSettings(String name, Object value) {
        return Map.of("bootstrap.servers", bootstrapServers(), name, value);
    }

    private static EmbeddedKafka start() {
        EmbeddedKafka broker = EmbeddedKafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        return broker;
    }
}
