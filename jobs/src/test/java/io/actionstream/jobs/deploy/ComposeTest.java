package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.ClusterMain;
import io.actionstream.jobs.options.RunOptions;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

class ComposeTest {

    private static final Node COMPOSE = Repository.yaml("docker/compose.yaml");
    private static final Node KAFKA = COMPOSE.at("services", "kafka");
    private static final Node JOB_MANAGER = COMPOSE.at("services", "jobmanager");
    private static final FlinkSettings FLINK = FlinkSettings.ofLines(
            JOB_MANAGER.at("environment", "FLINK_PROPERTIES").text());
    private static final String INSIDE = "kafka:19092";

    static List<Node> services() {
        return COMPOSE.at("services").keys().stream()
                .map(service -> COMPOSE.at("services", service))
                .toList();
    }

    static Stream<Node> publishing() {
        return services().stream().filter(service -> service.has("ports"));
    }

    static Stream<Node> mounting() {
        return services().stream().filter(service -> service.has("volumes"));
    }

    @Test
    void shouldRunTheJobWithOptionsThatExist() {
        List<String> command = words(JOB_MANAGER);

        assertThat(command).startsWith("standalone-job", "--job-classname");
        assertThat(FlinkSettings.load(command.get(2))).isEqualTo(ClusterMain.class);
        ParseResult run = CommandLines.parse(Repository.after(command.get(2), command));
        assertThat(run.commandSpec().name()).isEqualTo("run");
        assertThat(run.<String>matchedOptionValue("--bootstrap-servers", "")).isEqualTo(INSIDE);
    }

    @Test
    void shouldTakeAnnouncedModelsFromTheFolderOfModelsOnly() {
        List<String> command = words(JOB_MANAGER);
        ParseResult run = CommandLines.parse(Repository.after(command.get(2), command));

        assertThat(run.matchedOption("--models-under").stringValues()).containsExactly("/opt/flink/models");
        assertThat(JOB_MANAGER.at("volumes").texts()).anyMatch(volume -> volume.endsWith(":/opt/flink/models:ro"));
    }

    @Test
    void shouldPlayAVideoFolderWithOptionsThatExist() {
        Node camera = COMPOSE.at("services", "camera");

        ParseResult publish = CommandLines.parse(words(camera).toArray(String[]::new));

        assertThat(publish.commandSpec().name()).isEqualTo("publish");
        assertThat(publish.<String>matchedOptionValue("--bootstrap-servers", ""))
                .isEqualTo(INSIDE);
        assertThat(camera.at("volumes").texts()).anyMatch(volume -> volume.endsWith(":/videos:ro"));
        assertThat(publish.matchedOption("--camera").stringValues()).containsExactly("hall=/videos");
        assertThat(Repository.text("docker/Dockerfile")).contains("/videos/ /videos/");
    }

    @Test
    void shouldServeThePageWithOptionsThatExistAndAPassword() {
        Node page = COMPOSE.at("services", "page");

        ParseResult options = CommandLines.parse(words(page).toArray(String[]::new));

        assertThat(options.commandSpec().name()).isEqualTo("page");
        assertThat(options.<String>matchedOptionValue("--bootstrap-servers", ""))
                .isEqualTo(INSIDE);
        assertThat(page.at("environment", "ACTIONSTREAM_PAGE_PASSWORD").text())
                .isEqualTo("${ACTIONSTREAM_PAGE_PASSWORD:-}");
        assertThat(page.at("ports").texts())
                .containsExactly("127.0.0.1:" + CommandLines.defaultOf("page", "--port") + ":8090");
    }

    @Test
    void shouldOpenTheBrokerWhereTheLauncherLooksForIt() {
        String outside = RunOptions.parse().kafka().bootstrapServers();

        assertThat(KAFKA.at("environment", "KAFKA_ADVERTISED_LISTENERS").text())
                .isEqualTo("INSIDE://" + INSIDE + ",OUTSIDE://" + outside);
        assertThat(KAFKA.at("ports").texts()).containsExactly("127.0.0.1:9092:9092");
        assertThat(KAFKA.at("healthcheck", "test").texts()).contains("localhost:19092");
    }

    @Test
    void shouldTakeTheRecordsThatTheJobTakes() {
        int brokerBytes = Integer.parseInt(
                KAFKA.at("environment", "KAFKA_MESSAGE_MAX_BYTES").text());

        assertThat(brokerBytes)
                .isGreaterThanOrEqualTo(RunOptions.parse().images().maxRecordBytes());
    }

    /** Flink's connector needs older clients than the newest broker's. */
    @Test
    void shouldStartAKafkaThatIsNoOlderThanItsClients() {
        assertThat(KAFKA.at("image").text()).isEqualTo("apache/kafka:4.4.0");
        assertThat(Version.parse(Repository.property("kafka.version"))).isLessThanOrEqualTo(Version.parse("4.4.0"));
    }

    @Test
    void shouldSetFlinkUpWithSettingsThatExist() {
        FLINK.shouldBeKnown();
    }

    @Test
    void shouldCheckThatTheJobRunsAndTheTaskManagerListens() {
        assertThat(JOB_MANAGER.at("healthcheck", "test").texts().get(1)).contains("localhost:8081/jobs");
        assertThat(COMPOSE.at("services", "taskmanager", "healthcheck", "test").texts())
                .last()
                .asString()
                .endsWith("/" + FLINK.get("taskmanager.rpc.port"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldRunAsAUserOtherThanRoot(Node service) {
        assertThat(service.at("user").text()).matches("[1-9]\\d*:\\d+");
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldHaveNoCapabilitiesAndGetNoPrivileges(Node service) {
        assertThat(service.at("cap_drop").texts()).containsExactly("ALL");
        assertThat(service.at("security_opt").texts()).containsExactly("no-new-privileges:true");
        assertThat(service.keys()).doesNotContain("cap_add", "privileged");
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldWriteOnlyToWhatIsMounted(Node service) {
        assertThat(service.at("read_only").text()).isEqualTo("true");
        assertThat(service.at("tmpfs").texts()).anyMatch(mount -> mount.startsWith("/tmp:"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldLimitMemoryAndProcesses(Node service) {
        assertThat(MemorySize.parse(service.at("mem_limit").text()))
                .isBetween(MemorySize.ofMebiBytes(1024), MemorySize.ofMebiBytes(5 * 1024));
        assertThat(service.at("pids_limit").text()).isEqualTo("1024");
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldLimitWhatFilesInMemoryTake(Node service) {
        assertThat(filesInMemory(service))
                .isLessThan(MemorySize.parse(service.at("mem_limit").text()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldNameAnExactVersionOfAnImage(Node service) {
        assertThat(service.at("image").text()).matches("actionstream(-camera|:.*)?|[a-z/]+:v?\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobmanager", "taskmanager", "taskmanager-gpu"})
    void shouldLetFlinkWriteItsSettingsAndLogs(String name) {
        List<String> mounts = COMPOSE.at("services", name, "tmpfs").texts();

        assertThat(mounts).anyMatch(mount -> mount.matches("/opt/flink/conf:uid=9999,gid=9999,.*"));
        assertThat(mounts).anyMatch(mount -> mount.matches("/opt/flink/log:uid=9999,gid=9999,.*"));
        assertThat(mounts).anyMatch(mount -> mount.startsWith("/tmp:exec,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskmanager", "taskmanager-gpu"})
    void shouldHaveRoomForTheTaskManagerAndItsFiles(String name) {
        Node service = COMPOSE.at("services", name);

        assertThat(MemorySize.parse(service.at("mem_limit").text()))
                .isGreaterThanOrEqualTo(MemorySize.parse(FLINK.get("taskmanager.memory.process.size"))
                        .add(filesInMemory(service)));
    }

    @Test
    void shouldLetKafkaWriteItsSettingsAndLogs() {
        assertThat(KAFKA.at("user").text()).isEqualTo("1000:1000");
        assertThat(KAFKA.at("tmpfs").texts())
                .anyMatch(mount -> mount.startsWith("/opt/kafka/config:uid=1000,gid=1000,"))
                .anyMatch(mount -> mount.startsWith("/opt/kafka/logs:uid=1000,gid=1000,"));
    }

    /** The entry point of Flink's image removes blanks from {@code FLINK_PROPERTIES}. */
    @Test
    void shouldSetFlinkUpWithoutBlanks() {
        assertThat(FLINK.settings().values()).noneMatch(value -> value.matches(".*\\s.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskmanager", "taskmanager-gpu"})
    void shouldDecodeWithTheVectorApi(String name) {
        Node environment = COMPOSE.at("services", name, "environment");

        assertThat(environment.at("FLINK_ENV_JAVA_OPTS_TM").text().split(" "))
                .containsExactly("--add-modules=jdk.incubator.vector", "-XX:+UseG1GC");
    }

    @ParameterizedTest
    @MethodSource("publishing")
    void shouldBeReachedFromThisMachineOnly(Node service) {
        assertThat(service.at("ports").texts()).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("mounting")
    void shouldMountFilesAndVolumesThatExist(Node service) {
        for (String volume : service.at("volumes").texts()) {
            String source =
                    volume.replaceFirst("^\\$\\{[A-Z]+:-([a-z]+)}", "$1").split(":")[0];
            if (source.startsWith("./")) {
                assertThat(Repository.path("docker").resolve(source)).isRegularFile();
            } else {
                assertThat(COMPOSE.at("volumes").keys()).contains(source);
            }
        }
    }

    @Test
    void shouldBuildFromAStageOfTheDockerfile() {
        for (String service : List.of("jobmanager", "camera", "page")) {
            Node build = COMPOSE.at("services", service, "build");
            assertThat(build.at("context").text()).isEqualTo("..");
            assertThat(Repository.text(build.at("dockerfile").text()))
                    .contains(" AS " + build.at("target").text() + "\n");
        }
    }

    @Test
    void shouldChooseBetweenProcessorAndGpu() {
        assertThat(COMPOSE.at("services", "taskmanager", "profiles").texts()).containsExactly("cpu");
        assertThat(COMPOSE.at("services", "taskmanager-gpu", "profiles").texts())
                .containsExactly("gpu");
        assertThat(Repository.text("docker/.env")).contains("COMPOSE_PROFILES=cpu\n");
    }

    @Test
    void shouldScrapeTheReporterOfEveryFlinkProcess() {
        String port = FLINK.get("metrics.reporter.prometheus.port");
        Node scrape = Repository.yaml("docker/prometheus.yaml")
                .at("scrape_configs")
                .list()
                .get(0);

        assertThat(scrape.at("static_configs").list().get(0).at("targets").texts())
                .allMatch(target -> COMPOSE.at("services").has(target.replace(":" + port, "")));
    }

    private static MemorySize filesInMemory(Node service) {
        return service.at("tmpfs").texts().stream()
                .map(mount -> MemorySize.parse(mount.replaceFirst(".*[:,]size=", "")))
                .reduce(MemorySize.ZERO, MemorySize::add);
    }

    private static List<String> words(Node service) {
        return List.of(service.at("command")
                .text()
                .replaceAll("\\$\\{[A-Z_]+:-}", "")
                .strip()
                .split("\\s+"));
    }
}
