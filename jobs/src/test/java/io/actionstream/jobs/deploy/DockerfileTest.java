package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DockerfileTest {

    private static final String DOCKERFILE = Repository.text("docker/Dockerfile");
    private static final String JOBS = Repository.text("jobs/pom.xml");
    private static final String TRAINING = Repository.text("training/pom.xml");

    @Test
    void shouldStartFromTheFlinkThatTheJobIsBuiltFor() {
        assertThat(DOCKERFILE).contains("FROM flink:" + Repository.property("flink.version") + "-scala_2.12-java17 AS");
    }

    @Test
    void shouldCopyOnlyWhatTheBuildMakes() {
        assertThat(JOBS)
                .contains(
                        "<finalName>flink-lib</finalName>",
                        "<finalName>actionstream</finalName>",
                        "<outputFile>${project.build.directory}/actionstream-job.jar</outputFile>");
        assertThat(TRAINING)
                .contains(
                        "<finalName>actionstream-training</finalName>",
                        "<outputDirectory>${project.build.directory}/lib</outputDirectory>");

        assertThat(copied())
                .containsExactlyInAnyOrder(
                        "jobs/target/flink-lib/",
                        "jobs/target/actionstream-job.jar",
                        "jobs/target/actionstream/",
                        "training/target/lib/",
                        "training/target/actionstream-training.jar");
    }

    @ParameterizedTest
    @MethodSource("copied")
    void shouldSendWhatItCopiesToTheBuilder(String path) {
        assertThat(Repository.text("docker/Dockerfile.dockerignore").lines())
                .contains("!" + path.replaceFirst("/$", ""));
    }

    @Test
    void shouldKnowTheBuildsOfPyTorch() {
        String model = Repository.text("model/pom.xml");

        assertThat(DOCKERFILE).contains("ARG NATIVES=cpu\n", "or cu128 for");
        assertThat(model).contains("<pytorch.flavor>cpu</pytorch.flavor>", "<pytorch.flavor>cu128</pytorch.flavor>");
    }

    @Test
    void shouldLayEveryNativeLibraryIntoFlinksLib() {
        String lib = Repository.text("jobs/src/main/dist/flink-lib.xml");

        assertThat(DOCKERFILE).contains("jobs/target/flink-lib/ /opt/flink/lib/");
        assertThat(lib).contains("ai.djl:*", "ai.djl.pytorch:*", "com.google.code.gson:gson", "net.java.dev.jna:jna");
    }

    @Test
    void shouldStartTheLauncherOfTheDistribution() {
        assertThat(DOCKERFILE).contains("ENTRYPOINT [\"/opt/actionstream/bin/actionstream\"]");
        assertThat(Repository.path("jobs/src/main/dist/bin/actionstream")).isRegularFile();
        assertThat(CommandLines.parse("publish", "--help").isUsageHelpRequested())
                .isTrue();
    }

    @Test
    void shouldNotRunAsRoot() {
        List<String> users =
                matches("(?m)^USER (.*)$").map(user -> user.group(1)).toList();

        assertThat(users).hasSize(2).containsOnly("9999:9999");
    }

    @Test
    void shouldStartFromImagesOfAnExactVersion() {
        assertThat(matches("(?m)^FROM (\\S+) AS").map(from -> from.group(1)))
                .hasSize(3)
                .allMatch(image -> image.matches("[a-z-]+:\\d+\\.\\d+\\.\\d+\\S*"));
    }

    @Test
    void shouldFillAnEmptyConfBeforeFlinkWritesItsSettings() {
        assertThat(DOCKERFILE).contains("cp -R /opt/flink/conf /opt/flink/conf.image");
        assertThat(matches("(?m)^ENTRYPOINT (.*flink.*)$").map(entry -> entry.group(1)))
                .singleElement()
                .asString()
                .containsSubsequence(
                        "[ -e /opt/flink/conf/config.yaml ] || cp -R /opt/flink/conf.image/. /opt/flink/conf/;",
                        "exec /docker-entrypoint.sh");
    }

    @Test
    void shouldUnpackLibrariesWhereTheyCanBeWritten() {
        assertThat(DOCKERFILE).contains("    DJL_CACHE_DIR=/tmp/djl ");
    }

    private static Stream<String> copied() {
        return matches("(?m)^COPY (?:--chown=\\S+ )?(?!--)(\\S+) ").map(copy -> copy.group(1));
    }

    private static Stream<MatchResult> matches(String regex) {
        return Pattern.compile(regex).matcher(DOCKERFILE).results();
    }
}
