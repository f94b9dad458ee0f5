package io.actionstream.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words of the page, and the scripts that say them. */
class TextsTest {

    private static final Pattern KEY = Pattern.compile("'([a-z]\\w*(?:\\.\\w+)+)'");
    private static final Pattern BEGIN = Pattern.compile("`([a-z][\\w.]*\\.)\\$\\{");

    @Test
    void shouldHaveEachTextThatAScriptSays() throws Exception {
        Set<String> topics = texts().stream().map(key -> key.split("\\.")[0]).collect(Collectors.toSet());
        Set<String> said = found(KEY);
        said.removeIf(key -> !topics.contains(key.split("\\.")[0]));

        assertThat(said).hasSizeGreaterThan(100);
        assertThat(texts()).containsAll(said);
    }

    @Test
    void shouldHaveNoTextThatNoScriptSays() throws Exception {
        String scripts = scripts();
        Set<String> begins = found(BEGIN);
        Set<String> unsaid = texts();
        unsaid.removeIf(
                key -> scripts.contains("'" + key + "'") || begins.stream().anyMatch(key::startsWith));

        assertThat(unsaid).isEmpty();
    }

    private static Set<String> texts() throws IOException, URISyntaxException {
        Set<String> keys = new TreeSet<>();
        new ObjectMapper()
                .readTree(Files.readString(page().resolve("texts/en.json")))
                .fieldNames()
                .forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> found(Pattern pattern) throws IOException, URISyntaxException {
        return pattern.matcher(scripts())
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scripts() throws IOException, URISyntaxException {
        try (var files = Files.walk(page().resolve("app"))) {
            return files.filter(Files::isRegularFile).map(TextsTest::read).collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path page() throws URISyntaxException {
        return Path.of(TextsTest.class.getResource("/page/index.html").toURI()).getParent();
    }
}
