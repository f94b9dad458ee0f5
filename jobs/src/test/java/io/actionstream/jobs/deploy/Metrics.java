package io.actionstream.jobs.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.DefaultCheckpointStatsTracker;
import org.apache.flink.runtime.metrics.MetricNames;

/** The names of metrics that the code registers. */
final class Metrics {

    private static final Pattern PLAIN = Pattern.compile("\\.(?:counter|gauge|meter|histogram)\\(\\s*\"(\\w+)\"");
    private static final Pattern BY_VALUE =
            Pattern.compile("new CountersByValue\\(\\s*\\w+,\\s*\"(\\w+)\",\\s*\"(\\w+)\"\\)");

    private Metrics() {}

    /** Those of the operators; one by a value has the key before its name. */
    static Set<String> ofOperators() {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Repository.path("operators/src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String code = Files.readString(source);
                PLAIN.matcher(code).results().forEach(metric -> names.add(metric.group(1)));
                BY_VALUE.matcher(code).results().forEach(metric -> names.add(metric.group(1) + "_" + metric.group(2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Flink's own. */
    static Set<String> ofFlink() {
        return Stream.of(MetricNames.class, DefaultCheckpointStatsTracker.class)
                .flatMap(names -> Stream.of(names.getDeclaredFields()))
                .filter(field -> field.getType() == String.class)
                .map(Metrics::text)
                .collect(Collectors.toSet());
    }

    private static String text(Field constant) {
        try {
            constant.setAccessible(true);
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
