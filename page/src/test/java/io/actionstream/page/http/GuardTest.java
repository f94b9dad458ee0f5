package io.actionstream.page.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.page.PageSettings;
import io.actionstream.page.TestPage;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GuardTest {

    private static final String PASSWORD = "correct horse battery";

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8090", "127.0.0.1:8090", "[::1]:8090", "Page.example.org"})
    void shouldAnswerToItsNames(String host) throws Exception {
        try (var page = TestPage.start(named("page.example.org"))) {
            assertThat(calledBy(page, host)).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example.org", "localhost.evil.org", "127.0.0.1.evil.org:8090", "page.example.org.evil"})
    void shouldNotAnswerToOtherNames(String host) throws Exception {
        try (var page = TestPage.start(named("page.example.org"))) {
            assertThat(calledBy(page, host)).startsWith("HTTP/1.1 421 ").doesNotContain("token");
        }
    }

    @Test
    void shouldAskForThePassword() throws Exception {
        try (var page = TestPage.start(withPassword())) {
            for (String path : new String[] {"/", "/api/settings", "/api/live", "/static/style.css", "/none"}) {
                var answer = page.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            assertThat(settings(page, PASSWORD)).isEqualTo(200);
            assertThat(settings(page, "wrong horse battery")).isEqualTo(401);
            assertThat(settings(page, "")).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Bearer abc", "Basic Og=="})
    void shouldBearAnyAuthorization(String header) throws Exception {
        try (var page = TestPage.start(withPassword())) {
            assertThat(page.send("GET", "/api/settings", Map.of("Authorization", header), null)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldNotBeReachedByOthersWithoutAPassword() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Access(everywhere, 0, Set.of(), Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Access(everywhere, 0, Set.of(), Optional.of("short"), Optional.empty()));
    }

    @Test
    void shouldGiveOtherSitesNoStream() throws Exception {
        try (var page = TestPage.start()) {
            for (String path : new String[] {"/api/live", "/api/settings", "/api/pictures?camera=gate&at=1"}) {
                assertThat(page.send("GET", path, Map.of("Sec-Fetch-Site", "cross-site"), null)
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(page.server.viewers()).isZero();
        }
    }

    @Test
    void shouldNotShowThePasswordInText() {
        assertThat(withPassword().toString()).doesNotContain(PASSWORD);
    }

    /** An origin and where the browser says that the request is from; HERE stands for the page's own origin. */
    @ParameterizedTest
    @CsvSource({
        "HERE, same-origin, 201",
        "HERE, , 201",
        ", same-origin, 201",
        "http://evil.example.org, same-origin, 403",
        "HERE, cross-site, 403",
        "HERE, same-site, 403",
        "null, , 403",
        ", none, 403",
        ", , 403",
    })
    void shouldTakeJudgementsOfThePageItselfOnly(String origin, String site, int status) throws Exception {
        try (var page = TestPage.start()) {
            page.state.frame("gate", page.clock.get());
            Map<String, String> headers = headers(page, token(page));
            if (origin != null) {
                headers.put(
                        "Origin",
                        origin.replace("HERE", "http://" + page.address("/").getAuthority()));
            }
            if (site != null) {
                headers.put("Sec-Fetch-Site", site);
            }

            assertThat(page.send("POST", "/api/judgements", headers, judgement(page))
                            .statusCode())
                    .isEqualTo(status);
            assertThat(page.get("/api/judgements").body().contains("Squats")).isEqualTo(status == 201);
        }
    }

    @Test
    void shouldTakeNoJudgementWithAnotherToken() throws Exception {
        try (var page = TestPage.start()) {
            page.state.frame("gate", page.clock.get());
            Map<String, String> headers = headers(page, "another");
            headers.put("Sec-Fetch-Site", "same-origin");

            assertThat(page.send("POST", "/api/judgements", headers, judgement(page))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldTakeNoJudgementThatIsAForm() throws Exception {
        try (var page = TestPage.start()) {
            page.state.frame("gate", page.clock.get());
            Map<String, String> headers = headers(page, token(page));
            headers.put("Sec-Fetch-Site", "same-origin");
            headers.put("Content-Type", "text/plain");

            assertThat(page.send("POST", "/api/judgements", headers, judgement(page))
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"camera\":\"gate\"}",
                "{\"camera\":1,\"start\":1,\"end\":2,\"label\":\"x\"}",
                "{\"camera\":\"gate\",\"start\":\"1\",\"end\":2,\"label\":\"x\"}",
                "{\"camera\":\"gate\",\"start\":1e30,\"end\":2,\"label\":\"x\"}",
            })
    void shouldSayWhatIsWrongWithAJudgement(String body) throws Exception {
        try (var page = TestPage.start()) {
            Map<String, String> headers = headers(page, token(page));
            headers.put("Sec-Fetch-Site", "same-origin");

            var answer = page.send("POST", "/api/judgements", headers, body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":");
        }
    }

    @Test
    void shouldRefuseALargeBody() throws Exception {
        try (var page = TestPage.start()) {
            Map<String, String> headers = headers(page, token(page));
            headers.put("Sec-Fetch-Site", "same-origin");

            assertThat(page.send("POST", "/api/judgements", headers, "{\"a\":\"" + "x".repeat(5000) + "\"}")
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void shouldTakeNoJudgementsUnlessAllowed() throws Exception {
        try (var page = TestPage.start(PageSettings.local(0, false))) {
            page.state.frame("gate", page.clock.get());
            Map<String, String> headers = headers(page, token(page));
            headers.put("Sec-Fetch-Site", "same-origin");

            assertThat(page.send("POST", "/api/judgements", headers, judgement(page))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(page.send("DELETE", "/api/judgements/x", headers, null).statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../PageServer.class",
                "/static/%2e%2e/PageServer.class",
                "/static/..%2fsecret.html",
                "/static/.hidden.js",
                "/static/a//b.js",
                "/static/none.js",
                "/static/",
            })
    void shouldServeItsOwnFilesOnly(String path) throws Exception {
        try (var page = TestPage.start()) {
            assertThat(page.get(path).statusCode()).isIn(400, 404);
        }
    }

    private static PageSettings named(String name) {
        Access local = Access.local(0);
        return PageSettings.local(0, true)
                .with(new Access(local.bind(), 0, Set.of(name), Optional.empty(), Optional.empty()));
    }

    private static PageSettings withPassword() {
        Access local = Access.local(0);
        return PageSettings.local(0, true)
                .with(new Access(local.bind(), 0, Set.of(), Optional.of(PASSWORD), Optional.empty()));
    }

    /** The whole answer to a request by another name; the JDK's client sends no Host header of one's own. */
    private static String calledBy(TestPage page, String host) throws Exception {
        try (var socket = new Socket("127.0.0.1", page.address("/").getPort())) {
            String request = "GET /api/settings HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static int settings(TestPage page, String password) throws Exception {
        String credentials = Base64.getEncoder().encodeToString(("anybody:" + password).getBytes(UTF_8));
        return page.send("GET", "/api/settings", Map.of("Authorization", "Basic " + credentials), null)
                .statusCode();
    }

    private static String token(TestPage page) throws Exception {
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"")
                .matcher(page.get("/api/settings").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static Map<String, String> headers(TestPage page, String token) {
        return new HashMap<>(Map.of("Content-Type", "application/json", "X-Page-Token", token));
    }

    private static String judgement(TestPage page) {
        long now = page.clock.get();
        return "{\"camera\":\"gate\",\"start\":" + (now - 6000) + ",\"end\":" + now + ",\"label\":\"Squats\"}";
    }
}
