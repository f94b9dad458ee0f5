package io.actionstream.jobs.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.Launcher;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestFrames;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.wire.TruthJson;
import io.actionstream.operators.records.TrueAction;
import java.awt.Color;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command between a broker and viewers. */
@Timeout(120)
class PageITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 30_000;

    private final HttpClient browser = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String suffix = TestKafka.uniqueName("");
    private Thread command;

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws InterruptedException {
        if (command != null) {
            command.interrupt();
            command.join();
        }
    }

    @Test
    void shouldShowACameraWithItsPictureAndLabel() throws Exception {
        createTopics();
        URI page = start();
        long now = System.currentTimeMillis();
        byte[] image = TestFrames.jpeg(Color.RED);
        JsonNode tile = firstTile(page, shown -> !shown.path("picture").isNull(), () -> {
            TestKafka.send(List.of(
                    TestFrames.frame("frames" + suffix, "gate 1/ä", now, image, null), action("gate 1/ä", now)));
        });

        assertThat(tile.path("camera").textValue()).isEqualTo("gate 1/ä");
        assertThat(tile.path("picture").longValue()).isEqualTo(now);
        HttpResponse<byte[]> picture = browser.send(
                HttpRequest.newBuilder(page.resolve("api/pictures?camera=gate%201%2F%C3%A4&width=320&at=" + now))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(firstTile(page, shown -> shown.path("label").asText().equals("Squats"), () -> {})
                        .path("clip")
                        .path("latencyMillis")
                        .longValue())
                .isEqualTo(143);
    }

    @Test
    void shouldWriteAJudgementAsATruthThatTheJobReads() throws Exception {
        createTopics();
        URI page = start("--allow-labels", "--undo=0s");
        long now = System.currentTimeMillis();
        TestKafka.send(List.of(action("gate-1", now)));
        firstTile(page, tile -> true, () -> {});

        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(page.resolve("api/judgements"))
                        .header("Content-Type", "application/json")
                        .header("X-Page-Token", token(page))
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"camera\":\"gate-1\",\"start\":" + (now - 5400)
                                + ",\"end\":" + now + ",\"label\":\"Bowing\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);

        var truth = TestKafka.await("truth" + suffix, 1).get(0);
        assertThat(TestKafka.text(truth.key())).isEqualTo("gate-1");
        assertThat(TruthJson.read("gate-1", truth.value()))
                .isEqualTo(new TrueAction("gate-1", now - 5400, now, "Bowing"));
        assertThat(firstTile(page, tile -> tile.path("truth").asText().equals("Bowing"), () -> {}))
                .isNotNull();
    }

    /** 20 MB at a tenth of a megabyte a second would take minutes. */
    @Test
    void shouldLeaveFramesOutWhenMoreComeThanItMayRead() throws Exception {
        createTopics();
        URI page = start("--picture-bytes-per-second=100KB");
        long now = System.currentTimeMillis();
        byte[] image = TestFrames.jpeg(Color.RED);
        byte[] padded = Arrays.copyOf(image, 100_000);
        firstTile(page, tile -> true, () -> TestKafka.send(List.of(action("gate", now))));
        TestKafka.send(Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> TestFrames.frame("frames" + suffix, "gate", now + i, padded, null)));

        long[] captured = {now + 1000};
        JsonNode tile = firstTile(page, shown -> shown.path("picture").longValue() > now + 200, () -> {
            // the feed may be at the end before or after any of these
            TestKafka.send(List.of(TestFrames.frame("frames" + suffix, "gate", captured[0] += 1000, image, null)));
        });
        assertThat(tile).isNotNull();
    }

    @Test
    void shouldReadNoFramesWhenItShowsNoPictures() throws Exception {
        createTopics();
        URI page = start("--no-pictures");
        long now = System.currentTimeMillis();
        TestKafka.send(List.of(
                TestFrames.frame("frames" + suffix, "gate", now, TestFrames.jpeg(Color.RED), null),
                action("hall", now)));

        assertThat(firstTile(page, tile -> true, () -> {}).path("camera").textValue())
                .isEqualTo("hall");
        assertThat(get(page, "api/pictures?camera=gate&at=" + now).statusCode()).isEqualTo(403);
        assertThat(get(page, "api/settings").body()).contains("\"pictures\":\"none\"");
    }

    @Test
    void shouldWaitForTopicsThatAreNotThereYet() throws Exception {
        URI page = start();
        said("It waits for topics that are not there yet: (.+)");

        createTopics();
        TestKafka.send(List.of(action("gate", System.currentTimeMillis())));
        assertThat(firstTile(page, tile -> true, () -> {})).isNotNull();
    }

    @Test
    void shouldRefuseAnAddressThatOthersReachWithoutAPassword() {
        refuses("--bind=0.0.0.0", "--password-file");
    }

    @Test
    void shouldRefuseOptionsThatMakeNoSense() {
        refuses("--port=65536", "65535");
        refuses("--nothing-label= ", "is no label");
        refuses("--checkpoint=none", "none");
        refuses("--silent-after=7h", "--forget-after");
    }

    @Test
    void shouldRefuseAShortPasswordAndNotRepeatIt() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\nmore\n");

        Console console = refuses("--password-file=" + file, "12 characters");
        assertThat(console.err() + console.out()).doesNotContain("secret");
    }

    @Test
    void shouldRefuseAKeystoreWithoutPasswordOrThatIsNone() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("page.p12"), "no keystore");
        Path password = Files.writeString(folder.resolve("password"), "changeit");

        refuses("--keystore=" + folder.resolve("none.p12"), "cannot read");
        refuses("--keystore=" + nonsense, "--keystore-password-file");
        Console console = Console.run(
                "page",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--port=0",
                "--keystore=" + nonsense,
                "--keystore-password-file=" + password);
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("cannot serve the page at").doesNotContain("\tat ", "changeit");
    }

    @Test
    void shouldSayThatTheBrokerDoesNotAnswer() {
        Console console = Console.run(
                "page",
                "--port=0",
                "--bootstrap-servers=127.0.0.1:1",
                "--kafka.default.api.timeout.ms=300",
                "--kafka.request.timeout.ms=300");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("--bootstrap-servers").doesNotContain("\tat ");
    }

    private static Console refuses(String option, String why) {
        Console console = Console.run("page", "--bootstrap-servers=" + TestKafka.bootstrapServers(), option);
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains(option.replaceFirst("=.*", ""), why).doesNotContain("\tat ");
        return console;
    }

    private void createTopics() throws Exception {
        for (String topic : List.of("frames", "actions", "events", "accuracy", "rejected", "truth", "models")) {
            TestKafka.createTopic(topic + suffix, 1);
        }
    }

    private URI start(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "page",
                "--port=0",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--output-suffix=" + suffix,
                "--frames-topic=frames" + suffix,
                "--truth-topic=truth" + suffix));
        arguments.addAll(List.of(options));
        command = new Thread(() -> Launcher.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new)));
        command.start();
        return URI.create(said("The live page is at (\\S+)"));
    }

    /** The first group of what the command prints, now or soon. */
    private String said(String line) {
        Pattern pattern = Pattern.compile(line);
        Matcher matcher = pattern.matcher(out.toString());
        while (!matcher.find()) {
            assertThat(command.isAlive()).as(err.toString()).isTrue();
            Thread.onSpinWait();
            matcher = pattern.matcher(out.toString());
        }
        return matcher.group(1);
    }

    private ProducerRecord<byte[], byte[]> action(String camera, long end) {
        String json = "{\"camera\":\"" + camera + "\",\"start\":" + (end - 5400) + ",\"end\":" + end
                + ",\"label\":\"Squats\",\"confidence\":0.91,\"top\":[],\"model\":\"v\",\"frames\":10,"
                + "\"latencyMillis\":143}";
        return new ProducerRecord<>("actions" + suffix, camera.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private String token(URI page) throws Exception {
        return JSON.readTree(get(page, "api/settings").body()).path("token").textValue();
    }

    private HttpResponse<String> get(URI page, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString());
    }

    /** The first tile of the live stream that is as expected; what is sent meanwhile is sent again each second. */
    private static JsonNode firstTile(URI page, Predicate<JsonNode> expected, Runnable sends) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadline) {
            sends.run();
            URLConnection stream = page.resolve("api/live?views=tiles").toURL().openConnection();
            stream.setReadTimeout(PATIENCE_MILLIS);
            try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8))) {
                // a few rounds, then the senders again
                for (int read = 0; read < 12; read++) {
                    String line = lines.readLine();
                    if ("event: tile".equals(line)) {
                        JsonNode tile = JSON.readTree(lines.readLine().substring("data: ".length()));
                        if (expected.test(tile)) {
                            return tile;
                        }
                    }
                }
            }
        }
        throw new AssertionError("no such tile");
    }
}
