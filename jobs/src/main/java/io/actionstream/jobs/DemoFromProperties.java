package io.actionstream.jobs;

import java.util.stream.Stream;

/** Starts the demo with options that are given as system properties, as {@code mvn -Pdemo} does; empty ones are none. */
public final class DemoFromProperties {

    private DemoFromProperties() {}

    public static void main(String... none) {
        Launcher.main(Stream.concat(Stream.of("demo"), options()).toArray(String[]::new));
    }

    private static Stream<String> options() {
        return Stream.of(
                        "videos",
                        "list",
                        "checkpoint",
                        "allow",
                        "device",
                        "cameras",
                        "pace",
                        "videos-per-action",
                        "seed",
                        "page")
                .filter(name -> !System.getProperty(name, "").isBlank())
                .map(name -> "--" + name + "=" + System.getProperty(name));
    }
}
