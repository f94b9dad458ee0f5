package io.actionstream.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.demo.EmbeddedKafka;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.run.KafkaJob;
import io.actionstream.jobs.testing.CapturedLog;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestVideos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that asks for a password, which stands in a file and is seen nowhere else. */
class SaslITCase {

    private static final String PASSWORD = "password-" + UUID.randomUUID();
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static Path video;
    private static Path checkpoint;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedKafka.start(
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms", "PLAIN",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                                LOGIN + " username=\"broker\" password=\"broker\" user_broker=\"broker\" user_job=\""
                                        + PASSWORD + "\";"));
        video = TestVideos.write(folder.resolve("videos/Light/one.avi"), 200, 6);
        checkpoint = TestVideos.checkpoint(folder.resolve("checkpoint"), List.of("Dark", "Light"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldLetEveryCommandWorkAndShowThePasswordNowhere() throws Exception {
        Path config = clientConfig(PASSWORD);
        int restPort = freePort();
        try (var log = CapturedLog.begin()) {
            JobClient job = start(config, restPort);
            Console publish = command(config, "publish", "--pace=max", video.toString());
            Console models = command(config, "models", "--announce=" + checkpoint);
            Console watch = command(config, "watch", "--plain", "--clips", "--from-beginning", "--max-messages=1");
            List<String> pages = pages(restPort, job);
            job.cancel().get();

            assertThat(List.of(publish, models, watch))
                    .allSatisfy(console ->
                            assertThat(console.exitCode()).as(console.err()).isZero())
                    .extracting(Console::out, Console::err)
                    .noneMatch(text -> text.toString().contains(PASSWORD));
            assertThat(watch.out()).contains("one");
            assertThat(pages.get(0)).contains("execution-config");
            assertThat(pages).noneMatch(page -> page.contains(PASSWORD));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("sasl.jaas.config = [hidden]"))
                    .noneMatch(line -> line.contains(PASSWORD));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "publish", "models", "watch"})
    void shouldSayAtOnceThatThePasswordIsWrong(String name) throws IOException {
        String what = switch (name) {
            case "run" -> "--checkpoint=" + checkpoint;
            case "publish" -> video.toString();
            case "models" -> "--announce=" + checkpoint;
            default -> "--plain";
        };

        Console console = command(clientConfig("wrong"), name, what);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err())
                .contains(broker.bootstrapServers(), "--kafka-config", "sasl.jaas.config", "Authentication failed")
                .doesNotContain("wrong", "\tat ");
    }

    private static JobClient start(Path config, int restPort) throws Exception {
        return KafkaJob.prepare(RunOptions.parse(
                        "--bootstrap-servers=" + broker.bootstrapServers(),
                        "--kafka-config=" + config,
                        "--checkpoint=" + checkpoint,
                        "--device=cpu",
                        "--start=earliest",
                        "--parallelism=1",
                        "--flink.restart-strategy.type=none",
                        "--flink.rest.bind-port=" + restPort))
                .executeAsync("secured");
    }

    private static Console command(Path config, String name, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of(name, "--bootstrap-servers=" + broker.bootstrapServers(), "--kafka-config=" + config));
        all.addAll(List.of(arguments));
        return Console.run(all.toArray(String[]::new));
    }

    private static Path clientConfig(String password) throws IOException {
        return Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + LOGIN
                        + " username=\"job\" password=\"" + password + "\";\n");
    }

    /** What Flink's page knows of the job. */
    private static List<String> pages(int port, JobClient job) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        String path = "/jobs/" + job.getJobID();
        for (String page : Stream.of("/config", "", "/plan", "/exceptions", "/checkpoints/config")
                .map(path::concat)
                .toList()) {
            pages.add(page(port, page));
        }
        pages.add(page(port, "/jobmanager/config"));
        return pages;
    }

    private static String page(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
