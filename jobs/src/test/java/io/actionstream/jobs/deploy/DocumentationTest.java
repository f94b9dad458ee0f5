package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.actionstream.operators.records.RejectReason;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md and docs/ tell the reader to type. */
class DocumentationTest {

    private static final List<String> PAGES = List.of(
            "README.md",
            "docs/topics.md",
            "docs/events.md",
            "docs/replay.md",
            "docs/cluster.md",
            "docs/checkpoints.md",
            "docs/metrics.md",
            "docs/cameras.md",
            "docs/loop.md",
            "docs/page.md",
            "docs/privacy.md");

    /** Of Docker Compose and of Java. */
    private static final List<String> OPTIONS_OF_OTHERS = List.of("--profile", "--add-modules");

    @ParameterizedTest
    @MethodSource("launcherCommands")
    void shouldGiveTheLauncherOptionsThatExist(String command) {
        assertThatCode(() -> CommandLines.parse(command.split("\\s+"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("jobOptions")
    void shouldSpeakOfOptionsThatExist(String option) {
        assertThat(Stream.of("run", "publish", "watch", "models", "compare", "collect", "page", "demo"))
                .anyMatch(command -> CommandLines.has(command, option));
    }

    /** That page is about both. */
    @ParameterizedTest
    @MethodSource("checkpointOptions")
    void shouldSpeakOfOptionsOfCheckpointsThatExist(String option) throws IOException {
        if (Stream.of("run", "models").noneMatch(command -> CommandLines.has(command, option))) {
            shouldGiveTrainingOptionsThatExist(option);
        }
    }

    @ParameterizedTest
    @MethodSource("demoProperties")
    void shouldGiveTheDemoPropertiesThatExist(String property) {
        assertThat(Repository.text("jobs/pom.xml")).contains("<" + property + " />");
    }

    @ParameterizedTest
    @MethodSource("trainingOptions")
    void shouldGiveTrainingOptionsThatExist(String option) throws IOException {
        try (Stream<Path> sources = Files.walk(Repository.path("training/src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)).anyMatch(source -> contains(source, '"' + option + '"'));
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void shouldLinkToFilesThatExist(String link) {
        assertThat(Repository.path(link)).exists();
    }

    @Test
    void shouldExplainEveryReasonToReject() throws IllegalAccessException {
        String page = Repository.text("docs/topics.md");
        for (Field reason : RejectReason.class.getFields()) {
            assertThat(page).contains("| `" + reason.get(null) + "` |");
        }
    }

    @Test
    void shouldListTheMetricsOfTheOperators() {
        assertThat(matches("(?m)^\\| `(\\w+)` \\| [^|]+ \\| (?:counter|gauge|meter|histogram) \\|", "docs/metrics.md")
                        .map(metric -> metric.group(1)))
                .containsExactlyInAnyOrderElementsOf(Metrics.ofOperators());
    }

    @Test
    void shouldNameTheDefaultsOfTheBudgets() {
        List<MatchResult> budgets = matches("(?m)^\\| `(--[a-z-]+)` \\| `([^`]+)` \\|", "docs/cluster.md")
                .toList();

        assertThat(budgets)
                .hasSize(11)
                .allSatisfy(budget -> assertThat(CommandLines.defaultOf("run", budget.group(1)))
                        .as(budget.group(1))
                        .isEqualTo(budget.group(2)));
    }

    @Test
    void shouldNameTheDefaultsOfTheRulesOfEvents() {
        List<MatchResult> rules = matches("(?m)^\\| `(--[a-z-]+)` \\| `([^`]+)` \\|", "docs/events.md")
                .toList();

        assertThat(rules)
                .hasSize(7)
                .allSatisfy(rule -> assertThat(CommandLines.defaultOf("run", rule.group(1)))
                        .as(rule.group(1))
                        .isEqualTo(rule.group(2)));
    }

    @Test
    void shouldNameSettingsOfFlinkThatExist() {
        FlinkSettings.ofLines(matches("(?m)^\\| `([a-z-]+\\.[a-zA-Z.-]+)` \\| `([^`]+)` \\|", "docs/cluster.md")
                        .map(setting -> setting.group(1) + ": " + setting.group(2) + "\n")
                        .reduce("", String::concat))
                .shouldBeKnown();
    }

    static Stream<String> launcherCommands() {
        return PAGES.stream()
                .flatMap(page -> matches("(?m)(?:bin/actionstream|actionstream-job\\.jar) +(\\w.*)$", page))
                .map(command -> command.group(1));
    }

    static Stream<String> checkpointOptions() {
        return options("docs/checkpoints.md").distinct();
    }

    private static Stream<String> options(String page) {
        return matches("`(--[a-z-]+)(?:=[^`]*)?`", page).map(option -> option.group(1));
    }

    static Stream<String> jobOptions() {
        return PAGES.stream()
                .filter(page -> !page.equals("docs/checkpoints.md"))
                .flatMap(DocumentationTest::options)
                .filter(option -> !OPTIONS_OF_OTHERS.contains(option))
                .distinct();
    }

    static Stream<String> demoProperties() {
        return PAGES.stream()
                .flatMap(page -> matches("(?m)^mvn -Pdemo (.*)$", page))
                .flatMap(line -> Stream.of(line.group(1).split(" ")))
                .map(property -> property.replaceFirst("^-D(.*)=.*$", "$1"));
    }

    static Stream<String> trainingOptions() {
        return Stream.of("README.md", "docs/loop.md", "docs/checkpoints.md")
                .flatMap(page -> matches("(?m)^training/target/bin/actionstream-training (.*)$", page))
                .flatMap(line -> Stream.of(line.group(1).split(" ")))
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceFirst("=.*", ""))
                .distinct();
    }

    static Stream<String> links() {
        return PAGES.stream()
                .flatMap(page -> matches("]\\(([^):#]+)(?:#[^)]*)?\\)", page)
                        .map(link -> Path.of(page).resolveSibling(link.group(1)).normalize())
                        .map(Path::toString));
    }

    private static Stream<MatchResult> matches(String regex, String page) {
        return Pattern.compile(regex).matcher(Repository.text(page)).results();
    }

    private static boolean contains(Path source, String text) {
        try {
            return Files.readString(source).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
