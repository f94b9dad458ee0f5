package io.actionstream.jobs.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the connection to Kafka. */
public final class KafkaOptions {

    private static final String DEFAULT_BOOTSTRAP_SERVERS = "localhost:9092";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT[,...]",
            description = "Kafka brokers to start from. Default: what the Kafka settings below say, or "
                    + DEFAULT_BOOTSTRAP_SERVERS)
    private String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties file of Kafka client settings; the place for secrets. Default: none")
    private Path configFile;

    @Option(
            names = "--kafka",
            paramLabel = "NAME=VALUE",
            description = "Any Kafka client setting, as --kafka.NAME=VALUE, e.g. --kafka.security.protocol=SASL_SSL;"
                    + " stands above --kafka-config. Default: none")
    private Map<String, String> settings = new LinkedHashMap<>();

    public String bootstrapServers() {
        return clientProperties().getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /**
     * The settings of every Kafka client of this process.
     *
     * @throws ParameterException when the file of settings cannot be read
     */
    public Properties clientProperties() {
        var properties = new Properties();
        if (configFile != null) {
            try (Reader reader = Files.newBufferedReader(configFile)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ParameterException(
                        commandLine(),
                        "Invalid value for option '--kafka-config': cannot read '" + configFile + "'",
                        e);
            }
        }
        properties.putAll(settings);
        if (bootstrapServers != null) {
            properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        }
        properties.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP_SERVERS);
        return properties;
    }

    /** The settings of every Kafka consumer: it does not read records of aborted transactions. */
    public Properties consumerProperties() {
        Properties properties = clientProperties();
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        return properties;
    }

    private CommandLine commandLine() {
        return command.commandLine();
    }
}
