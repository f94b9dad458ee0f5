package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The files beside the modules, seen from the module that is tested. */
final class Repository {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Repository() {}

    static Path path(String name) {
        return ROOT.resolve(name);
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Node yaml(String name) {
        return new Node(name, new Yaml().load(text(name)));
    }

    /** A property of the root POM, such as the version of Flink. */
    static String property(String name) {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(text("pom.xml"));
        assertThat(property.find()).as(name + " in pom.xml").isTrue();
        return property.group(1);
    }

    /** The arguments that follow the given one. */
    static String[] after(String argument, List<String> command) {
        assertThat(command).contains(argument);
        return command.subList(command.indexOf(argument) + 1, command.size()).toArray(String[]::new);
    }
}
