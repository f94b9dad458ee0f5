package io.actionstream.jobs.kafka;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.TopicCreationOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the broker answers and the topics are there, before anything starts that would wait for them. */
public final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private static final String BROKERS_TIMESTAMPS =
            "topic {} has message.timestamp.type=LogAppendTime: times of capture are"
                    + " lost, since the broker replaces them by the times at which it gets the frames, and clips are made by those;"
                    + " set message.timestamp.type=CreateTime for the topic";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RETRY_MILLIS = 20;
    private static final List<String> TIMEOUTS =
            List.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);

    private Topics() {}

    /** A topic of records up to a size, which keep the timestamps that their producers gave them. */
    public static NewTopic plain(String name, TopicCreationOptions creation, int maxRecordBytes) {
        return new NewTopic(name, Optional.of(creation.partitions()), Optional.empty())
                .configs(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(maxRecordBytes),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        TimestampType.CREATE_TIME.name));
    }

    /** A topic that keeps the latest record of each key. */
    public static NewTopic compacted(String name, TopicCreationOptions creation, int maxRecordBytes) {
        return new NewTopic(name, Optional.of(creation.partitions()), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(maxRecordBytes)));
    }

    /** The topic of announced models: it keeps the latest, and its one partition keeps their order. */
    public static NewTopic models(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * Creates those of the topics that are missing.
     *
     * @throws LaunchException when no broker answers, or topics are missing and may not be or cannot be created
     */
    public static void ensure(KafkaOptions kafka, TopicCreationOptions creation, List<NewTopic> topics) {
        if (!creation.create()) {
            require(kafka, topics.stream().map(NewTopic::name).toList());
            return;
        }
        ask(kafka, admin -> {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            create(admin, missing);
            awaitPartitions(admin, missing);
            return missing;
        });
    }

    /**
     * Sees to it that the topics are there.
     *
     * @throws LaunchException when no broker answers, or topics are missing
     */
    public static void require(KafkaOptions kafka, Collection<String> topics) {
        Set<String> missing = missing(kafka, topics);
        if (!missing.isEmpty()) {
            throw new LaunchException(
                    "there is no topic " + String.join(", ", missing) + " at " + kafka.bootstrapServers());
        }
    }

    /**
     * Those of the topics that do not exist.
     *
     * @throws LaunchException when no broker answers
     */
    public static Set<String> missing(KafkaOptions kafka, Collection<String> topics) {
        return ask(kafka, admin -> {
            var missing = new TreeSet<>(topics);
            missing.removeAll(admin.listTopics().names().get());
            return missing;
        });
    }

    /**
     * Warns when the broker replaces the timestamps of a topic, which are times of capture. A broker that tells nobody is taken
     * not to.
     *
     * @throws LaunchException when no broker answers
     */
    public static void warnOfBrokersTimestamps(KafkaOptions kafka, String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        ask(kafka, admin -> {
            try {
                Config settings =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                ConfigEntry type = settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
                if (type != null && TimestampType.LOG_APPEND_TIME.name.equals(type.value())) {
                    LOG.warn(BROKERS_TIMESTAMPS, topic);
                }
            } catch (ExecutionException e) {
                LOG.info("cannot tell whose timestamps topic {} has: {}", topic, rootMessage(e));
            }
            return null;
        });
    }

    /** Asks the broker something, and says what keeps it from answering. */
    static <T> T ask(KafkaOptions kafka, Question<T> question) {
        try (Admin admin = Admin.create(adminProperties(kafka))) {
            return question.put(admin);
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new LaunchException(problem(cause, kafka.bootstrapServers()) + ": " + rootMessage(cause), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for Kafka", e);
        }
    }

    private static String problem(Throwable cause, String bootstrapServers) {
        return cause instanceof SaslAuthenticationException
                ? "Kafka at " + bootstrapServers + " does not accept the credentials of --kafka-config or --kafka."
                        + SaslConfigs.SASL_JAAS_CONFIG
                : "cannot reach Kafka at --bootstrap-servers " + bootstrapServers;
    }

    private static void create(Admin admin, Collection<NewTopic> missing) throws InterruptedException {
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new LaunchException(
                            "cannot create topic " + created.getKey() + ": " + rootMessage(e.getCause()), e.getCause());
                }
            }
        }
    }

    /**
     * Returns when each partition of new topics can be written to. A producer with several batches on their way to a partition that is
     * not ready yet may have a later one accepted before an earlier one, which is then refused for good as out of order.
     */
    public static void awaitPartitions(Admin admin, Collection<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!canBeRead(admin, ends, deadline)) {
            Thread.sleep(RETRY_MILLIS);
        }
    }

    /** Tells whether the leader of each partition knows it; false when it is worth asking again. */
    private static boolean canBeRead(Admin admin, Map<TopicPartition, OffsetSpec> ends, long deadline)
            throws ExecutionException, InterruptedException {
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException && System.nanoTime() < deadline) {
                return false;
            }
            throw e;
        }
    }

    private static Properties adminProperties(KafkaOptions kafka) {
        Properties properties = kafka.clientProperties();
        if (TIMEOUTS.stream().noneMatch(properties::containsKey)) { // Kafka refuses a pair that does not fit
            TIMEOUTS.forEach(timeout -> properties.setProperty(timeout, String.valueOf(PATIENCE.toMillis())));
        }
        return properties;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** Something to ask the broker. */
    interface Question<T> {
        T put(Admin admin) throws ExecutionException, InterruptedException;
    }
}
