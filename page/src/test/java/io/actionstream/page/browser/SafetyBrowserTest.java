package io.actionstream.page.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.page.PageSettings;
import io.actionstream.page.http.Access;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@InBrowser
class SafetyBrowserTest {

    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\">";
    private static final String HOSTILE_LABEL = "</script><script>window.hacked=1</script>\"'&";
    private static final List<String> VIEWS = List.of("/", "/?wall=1", "/?view=accuracy", "/?view=queue");

    @Test
    void shouldShowHostileNamesAndLabelsAsText(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            long now = Cameras.now();
            for (String camera : List.of(HOSTILE, "..", "a/b?c#d%2F&e", "javascript:alert(1)")) {
                page.show(camera, HOSTILE_LABEL, 0.5, HOSTILE)
                        .event(camera, Phase.END, HOSTILE, now - 60_000, now - 50_000, 0.8)
                        .figures(camera, HOSTILE_LABEL, HOSTILE);
            }
            page.figures("*", HOSTILE_LABEL, HOSTILE);
            for (String view : VIEWS) {
                browser.open(page.address(view));
                browser.eventually(
                        "a hostile text as such", () -> browser.text("main").contains(HOSTILE));
            }
            for (String camera : List.of(HOSTILE, "..", "a/b?c#d%2F&e", "javascript:alert(1)")) {
                browser.open(page.address("/?camera=" + URLEncoder.encode(camera, UTF_8)));
                browser.eventually("the name", () -> browser.text("h1").equals(camera));
                browser.eventually(
                        "the label", () -> browser.text(".now .label").equals(HOSTILE_LABEL));
                browser.eventually(
                        "the picture of " + camera,
                        () -> (long) browser.script("return document.querySelector('.picture img').naturalWidth") > 0);
                assertThat(browser.script("return document.querySelectorAll('main script, img[src=x]').length"))
                        .isEqualTo(0L);
            }
            browser.click(".labels button");
            browser.eventually("it is said", () -> browser.text(".toast").contains(HOSTILE_LABEL));
            assertThat(browser.script("return window.hacked ?? null")).isNull();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void shouldRefuseAJudgementFromAnotherOrigin(Browser browser) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<!doctype html><title>Other</title>".getBytes(UTF_8));
            exchange.close();
        });
        other.start();
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.51, "Bowing");
            String token = page.get("/api/settings").replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
            for (String host : List.of("127.0.0.1", "localhost")) {
                browser.open(
                        URI.create("http://" + host + ":" + other.getAddress().getPort() + "/"));

                Object outcome =
                        browser.asyncScript("""
                        const [address, token, done] = arguments;
                        const body = JSON.stringify({ camera: 'gate-1', start: 1764000000000, end: 1764000005400, label: 'Bowing' });
                        const post = (options) => fetch(address, { method: 'POST', body, ...options }).then(() => 'sent', () => 'refused');
                        Promise.all([
                          post({ mode: 'no-cors' }),
                          post({ mode: 'no-cors', credentials: 'include', headers: { 'Content-Type': 'text/plain' } }),
                          post({ headers: { 'Content-Type': 'application/json', 'X-Page-Token': token } }),
                          fetch(address).then(() => 'read', () => 'refused'),
                        ]).then(done);
                        """, page.address("/api/judgements").toString(), token);

                // A page may send a plain request blindly; what counts is that it changes nothing, and reads nothing.
                assertThat((List<?>) outcome).element(2).isEqualTo("refused");
                assertThat((List<?>) outcome).element(3).isEqualTo("refused");
                browser.script("""
                        const form = document.createElement('form');
                        Object.assign(form, { method: 'post', enctype: 'text/plain', action: arguments[0] });
                        document.body.append(form);
                        form.submit();
                        """, page.address("/api/judgements").toString());
                browser.eventually("an error", () -> browser.text("body").contains("\"error\""));
            }
            assertThat(page.get("/api/judgements")).isEqualTo("[]");
            assertThat(page.written()).isEmpty();
        } finally {
            other.stop(0);
        }
    }

    /** A browser refuses what a script asks for when that address holds a password, as a relative one then does. */
    @Test
    void shouldWorkWhenItsAddressHoldsThePassword(Browser browser) throws Exception {
        try (var page = Cameras.start(withPassword("correct-horse"))) {
            page.show("gate-1", "Squats", 0.51, "Bowing");
            browser.open(URI.create(page.address("/").toString().replace("://", "://wall:correct-horse@")));

            browser.eventually("a tile", () -> browser.text(".tile .label").equals("Squats"));
            browser.eventually(
                    "a picture",
                    () -> (long) browser.script("return document.querySelector('.tile img').naturalWidth") > 0);
            browser.click(".tile");
            browser.eventually("its camera", () -> browser.place().equals("/?camera=gate-1"));
            browser.click(".answers .right");
            browser.eventually("it is said", () -> browser.text(".toast").startsWith("Taken"));
        }
    }

    @Test
    void shouldAskNobodyElseAndReportNoError(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.51, "Bowing").figures("*", "Squats", "Bowing");
            page.event("gate-1", Phase.START, "Squats", Cameras.now() - 9000, Cameras.now() - 500, 0.8);
            for (String view : VIEWS) {
                browser.open(page.address(view));
                browser.eventually("content", () -> browser.text("main").contains("Squats"));
            }
            browser.open(page.address("/?camera=gate-1"));
            browser.click(".answers .right");
            browser.eventually("it is said", () -> browser.text(".toast").startsWith("Taken"));

            List<String> requests = browser.requests();
            assertThat(requests).hasSizeGreaterThan(20);
            assertThat(requests.stream()
                            .filter(request -> !request.startsWith("data:")) // Chromium's own pictures in fields
                            .filter(request ->
                                    !request.startsWith(page.address("/").toString())))
                    .isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static PageSettings withPassword(String password) {
        Access local = Access.local(0);
        return PageSettings.local(0, true)
                .with(new Access(local.bind(), 0, Set.of(), Optional.of(password), Optional.empty()));
    }
}
