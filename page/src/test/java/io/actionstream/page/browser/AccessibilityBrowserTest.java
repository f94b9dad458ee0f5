package io.actionstream.page.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.Event.Phase;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

@InBrowser
class AccessibilityBrowserTest {

    private static final List<String> VIEWS =
            List.of("/", "/?wall=1", "/?camera=gate-1", "/?view=accuracy", "/?view=queue", "/?q=nobody");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldGiveAxeNothingSeriousToFind(String colours, Browser browser) throws Exception {
        try (var page = busyPage()) {
            browser.prefer(colours, "no-preference");
            for (String view : VIEWS) {
                open(browser, page, view);
                if (view.contains("camera")) {
                    browser.click(".answers .right");
                    browser.eventually(
                            "it is said", () -> browser.text(".toast").startsWith("Taken"));
                }

                assertThat(axe(browser)).as(view + " in " + colours).isEmpty();
            }
            browser.press("?");
            browser.eventually("the keys", () -> browser.text("dialog[open]").contains("undo"));
            assertThat(axe(browser)).as("keys in " + colours).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 3840})
    void shouldFitTheWidthOfTheScreen(int width, Browser browser) throws Exception {
        try (var page = busyPage()) {
            browser.size(width, width == 320 ? 640 : 2160);
            for (String view : VIEWS) {
                open(browser, page, view);

                browser.eventually(view + " within " + width, () ->
                        (boolean) browser.script("return document.documentElement.scrollWidth <= innerWidth"));
            }
        }
    }

    @Test
    void shouldBeUsableWithAKeyboardAlone(Browser browser) throws Exception {
        try (var page = busyPage()) {
            open(browser, page, "/?sort=name");

            browser.press(Keys.TAB);
            assertThat(browser.focus()).isEqualTo("a.skip");
            Set<String> reached = new LinkedHashSet<>();
            for (int step = 0; step < 40 && !reached.contains("a.tile"); step++) {
                browser.press(Keys.TAB);
                reached.add(browser.focus());
                assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                        .as("the focus is seen on " + browser.focus())
                        .isNotEqualTo("none");
            }
            assertThat(reached).contains("a.brand", "input", "select", "a.tile");

            browser.press(Keys.ARROW_RIGHT);
            assertThat(focusedCamera(browser)).isEqualTo("gate-2");
            browser.press(Keys.END);
            assertThat(focusedCamera(browser)).isEqualTo("gate-7");
            browser.press(Keys.ARROW_LEFT);
            assertThat(focusedCamera(browser)).isEqualTo("gate-6");
            browser.press(Keys.ENTER);
            browser.eventually("the camera", () -> browser.text("h1").equals("gate-6"));
            browser.press(Keys.ESCAPE);
            browser.eventually("back on its tile", () -> "gate-6".equals(focusedCamera(browser)));

            browser.press("/");
            assertThat(browser.focus()).isEqualTo("input");
            browser.press("gate-3", Keys.ENTER);
            browser.eventually("one tile", () -> browser.all(".tile").size() == 1);
            browser.press(Keys.ESCAPE);
            browser.eventually("all tiles", () -> browser.all(".tile").size() == 7);
            browser.press("a");
            browser.eventually("figures", () -> browser.text("h1").equals("Accuracy"));
            browser.one(".heatmap");
            browser.script("document.querySelector('.heatmap').focus()");
            browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
            assertThat(browser.script("return document.querySelector('.heatmap').getAttribute('aria-valuetext')"))
                    .isEqualTo("Bowing taken for Squats: 3 clips, 100% of its row");
            browser.press("c");
            browser.eventually("tiles", () -> browser.all(".tile").size() == 7);
        }
    }

    @Test
    void shouldLeaveLettersAloneWhenTheirKeysAreOff(Browser browser) throws Exception {
        try (var page = busyPage()) {
            open(browser, page, "/");
            browser.press("?");
            browser.click("dialog input");
            browser.press(Keys.ESCAPE);

            browser.press("a");

            assertThat(browser.place()).isEqualTo("/");
        }
    }

    @Test
    void shouldStandStillWhenPaused(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing");
            browser.open(page.address("/"));
            browser.eventually("a label", () -> browser.text(".tile .label").equals("Squats"));

            browser.press("p");
            browser.eventually("it is said", () -> browser.text(".notice").startsWith("Paused"));
            page.show("gate-1", "Boxing", 0.91, "Bowing");
            browser.asyncScript("""
                    const [done] = arguments;
                    const other = new EventSource('/api/live?views=tiles');
                    other.addEventListener('tile', ({ data }) => {
                      if (!data.includes('Boxing')) return;
                      other.close();
                      done();
                    });
                    """);
            assertThat(browser.text(".tile .label")).isEqualTo("Squats");

            browser.press("p");
            browser.eventually("what is now", () -> browser.text(".tile .label").equals("Boxing"));
        }
    }

    @Test
    void shouldMoveNothingForThoseWhoWantLessMotion(Browser browser) throws Exception {
        try (var page = busyPage()) {
            browser.prefer("light", "reduce");
            open(browser, page, "/");

            assertThat(browser.script("return [...document.querySelectorAll('*')].filter((e) =>"
                            + " parseFloat(getComputedStyle(e).transitionDuration) > 0).length"))
                    .isEqualTo(0L);
        }
    }

    private static void open(Browser browser, Cameras page, String view) {
        browser.open(page.address(view));
        browser.eventually(
                "content of " + view,
                () -> browser.text("main").contains(view.contains("nobody") ? "No camera matches" : "Squats"));
    }

    private static String focusedCamera(Browser browser) {
        return (String) browser.script("return document.activeElement.closest('li')?.dataset.camera ?? null");
    }

    private static Cameras busyPage() {
        Cameras page = Cameras.start();
        long now = Cameras.now();
        for (int camera = 1; camera <= 6; camera++) {
            page.show("gate-" + camera, "Squats", 0.4 + camera * 0.01, "Bowing");
        }
        page.rejected("gate-7", "truncated");
        page.event("gate-1", Phase.END, "Squats", now - 600_000, now - 540_000, 0.8)
                .event("gate-1", Phase.START, "Bowing", now - 20_000, now - 500, 0.7)
                .figures("gate-1", "Squats", "Bowing")
                .figures("*", "Squats", "Bowing");
        return page;
    }

    /** What axe-core holds to be serious or worse, a line each. */
    private static List<?> axe(Browser browser) throws IOException {
        try (var script = AccessibilityBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            browser.script(new String(script.readAllBytes(), UTF_8));
        }
        return (List<?>) browser.asyncScript("""
                const done = arguments[arguments.length - 1];
                const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(({ violations }) => done(violations
                  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                  .map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | '))));
                """);
    }
}
