package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Settings of Flink that a deployment names. */
record FlinkSettings(Map<String, String> settings) {

    private static final String REPORTERS = "metrics.reporter.";
    private static final String FACTORY = ".factory.class";
    private static final Map<String, ConfigOption<?>> KNOWN = Stream.of(
                    CheckpointingOptions.class,
                    ClusterOptions.class,
                    CoreOptions.class,
                    HighAvailabilityOptions.class,
                    JobManagerOptions.class,
                    TaskManagerOptions.class)
            .flatMap(options -> Stream.of(options.getFields()))
            .filter(field -> field.getType() == ConfigOption.class)
            .map(FlinkSettings::option)
            .collect(Collectors.toMap(ConfigOption::key, Function.identity(), (one, same) -> one));

    /** Settings as lines of {@code key: value}. */
    static FlinkSettings ofLines(String lines) {
        return new FlinkSettings(lines.lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1])));
    }

    String get(String key) {
        assertThat(settings).containsKey(key);
        return settings.get(key);
    }

    /** Each key is one of Flink's, each value can be read, each metrics reporter can be loaded. */
    void shouldBeKnown() {
        Configuration configuration = Configuration.fromMap(settings);
        settings.keySet().stream()
                .filter(key -> !key.startsWith(REPORTERS))
                .forEach(key -> assertThatCode(() -> configuration.getOptional(known(key)))
                        .as(key)
                        .doesNotThrowAnyException());
        settings.keySet().stream()
                .filter(key -> key.startsWith(REPORTERS) && key.endsWith(FACTORY))
                .forEach(key -> assertThat(load(get(key))).isAssignableTo(MetricReporterFactory.class));
    }

    static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no class " + name, e);
        }
    }

    private static ConfigOption<?> known(String key) {
        assertThat(KNOWN).containsKey(key);
        return KNOWN.get(key);
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
