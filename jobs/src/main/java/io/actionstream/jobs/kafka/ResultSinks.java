package io.actionstream.jobs.kafka;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.wire.AccuracySerializer;
import io.actionstream.jobs.wire.ActionSerializer;
import io.actionstream.jobs.wire.EventSerializer;
import io.actionstream.jobs.wire.RejectedSerializer;
import io.actionstream.model.events.Event;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Rejected;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The topics of results as sinks. */
public final class ResultSinks {

    /** The longest time that a transaction may stay open, below the 15 minutes that a broker allows by default. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    /** Name of the sink of actions in transactional ids. */
    static final String ACTIONS = "actions";

    private static final String LINGER_MILLIS = "5";
    private static final int BUFFER_BYTES = 32 * 1024 * 1024;

    private ResultSinks() {}

    public static KafkaSink<Action> actions(RunOptions options) {
        return sink(options, ACTIONS, new ActionSerializer(options.topics().actions()));
    }

    public static KafkaSink<Event> events(RunOptions options) {
        return sink(options, "events", new EventSerializer(options.topics().events()));
    }

    public static KafkaSink<Accuracy> accuracy(RunOptions options) {
        return sink(options, "accuracy", new AccuracySerializer(options.topics().accuracy()));
    }

    public static KafkaSink<Rejected> rejected(RunOptions options) {
        return sink(
                options, "rejected", new RejectedSerializer(options.topics().rejected(), options.maxRejectedBytes()));
    }

    /** The prefix of the transactional ids of a sink, such as {@code actionstream-actions}. */
    static String transactionalIdPrefix(RunOptions options, String sink) {
        return options.transactionalIdPrefix() + "-" + sink;
    }

    private static <T> KafkaSink<T> sink(
            RunOptions options, String name, KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producerProperties(options))
                .setBootstrapServers(options.kafka().bootstrapServers())
                .setRecordSerializer(serializer)
                .setDeliveryGuarantee(options.delivery().guarantee())
                .setTransactionalIdPrefix(transactionalIdPrefix(options, name))
                .build();
    }

    /**
     * The time for which a transaction may stay open.
     *
     * @throws LaunchException when the setting is no number
     */
    public static Duration transactionTimeout(RunOptions options) {
        String timeout = producerProperties(options).getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        try {
            return Duration.ofMillis(Integer.parseInt(timeout.strip()));
        } catch (NumberFormatException e) {
            throw new LaunchException(
                    "--kafka." + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG + "=" + timeout
                            + " is no number of milliseconds",
                    e);
        }
    }

    private static Properties producerProperties(RunOptions options) {
        Properties properties = options.kafka().clientProperties();
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.putIfAbsent(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(TRANSACTION_TIMEOUT.toMillis()));
        int recordBytes = options.maxResultRecordBytes();
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(recordBytes));
        properties.putIfAbsent(
                ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(Math.max(recordBytes, BUFFER_BYTES)));
        return properties;
    }
}
