package io.actionstream.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.page.picture.Visibility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PageServerTest {

    @Test
    void shouldTellTheBrowserItsSettings() throws Exception {
        try (var page = TestPage.start()) {
            var settings = page.get("/api/settings");

            assertThat(settings.statusCode()).isEqualTo(200);
            assertThat(settings.body()).contains("\"allowLabels\":true", "\"pictures\":\"full\"", "\"token\":\"");
            assertThat(settings.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'none'; script-src 'self'")
                            .doesNotContain("unsafe"));
        }
    }

    @Test
    void shouldStreamATileForACameraWhoseClipCame() throws Exception {
        try (var page = TestPage.start()) {
            page.state.clip(page.clip("gate-1", "Squats", 0.91f, "Bowing"), page.clock.get());

            assertThat(firstEvent(page, "/api/live?count=10", "tile"))
                    .contains("\"camera\":\"gate-1\"", "\"state\":\"live\"", "\"label\":\"Squats\"");
        }
    }

    @Test
    void shouldAnswerWithAnErrorThatIsJson() throws Exception {
        try (var page = TestPage.start()) {
            var missing = page.get("/nothing/here");

            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).startsWith("{\"error\":");
        }
    }

    @Test
    void shouldFindPicturesOfACameraWithASlashInItsName() throws Exception {
        try (var page = TestPage.start()) {
            assertThat(page.get("/api/pictures?camera=hall%2F1%3F&at=1").body())
                    .isEqualTo("{\"error\":\"the picture is gone\"}");
        }
    }

    @Test
    void shouldServeCoarseBlocksWhenPicturesArePixelated() throws Exception {
        try (var full = TestPage.start();
                var pixelated = TestPage.start(PageSettings.local(0, true).with(Visibility.PIXELATED))) {
            assertThat(picture(pixelated).length).isLessThan(picture(full).length / 2);
        }
    }

    @Test
    void shouldServeNoPicturesWhenThereAreToBeNone() throws Exception {
        try (var page = TestPage.start(PageSettings.local(0, true).with(Visibility.NONE))) {
            assertThat(page.get("/api/pictures?camera=gate&at=1").statusCode()).isEqualTo(403);
            assertThat(page.get("/api/settings").body()).contains("\"pictures\":\"none\"");
        }
    }

    @Test
    void shouldRefuseAJudgementWithoutToken() throws Exception {
        try (var page = TestPage.start()) {
            var refused = page.send(
                    "POST",
                    "/api/judgements",
                    Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"),
                    "{}");

            assertThat(refused.statusCode()).isEqualTo(403);
        }
    }

    /** The bytes of a picture of noise, which a JPEG makes hardly smaller, as the page serves it. */
    private static byte[] picture(TestPage page) throws IOException {
        byte[] noise = new byte[320 * 240 * 3];
        new Random(1).nextBytes(noise);
        long now = page.clock.get();
        page.state.pictures().offer("gate", now, new FrameEncoder(90).encode(noise, 320, 240));
        try (var picture =
                page.address("/api/pictures?camera=gate&at=" + now).toURL().openStream()) {
            return picture.readAllBytes();
        }
    }

    private static String firstEvent(TestPage page, String path, String name) throws IOException {
        var stream = page.address(path).toURL().openConnection();
        stream.setReadTimeout(5000);
        try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.equals("event: " + name)) {
                line = lines.readLine();
            }
            return lines.readLine();
        }
    }
}
