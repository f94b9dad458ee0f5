package io.actionstream.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.Event.Phase;
import io.actionstream.page.PageSettings;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

@InBrowser
class TeachingBrowserTest {

    @Test
    void shouldMakeAJudgementOfACorrection(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.51, "Bowing");
            browser.open(page.address("/?camera=gate-1"));

            browser.click(".labels li:nth-child(2) button");

            browser.eventually("it is said", () -> browser.text(".toast").startsWith("Taken: gate-1 was Bowing."));
            assertThat(page.get("/api/judgements"))
                    .contains("\"camera\":\"gate-1\"", "\"label\":\"Bowing\"", "\"written\":false");
            browser.eventually("the truth", () -> browser.text(".facts").contains("Bowing"));
            browser.eventually("the list", () -> browser.text(".judgements").contains("gate-1 was Bowing"));
        }
    }

    @Test
    void shouldUndoAJudgementByOneClick(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.51, "Bowing");
            browser.open(page.address("/?camera=gate-1"));
            browser.click(".answers .right");
            browser.eventually("it is said", () -> browser.text(".toast").startsWith("Taken: gate-1 was Squats."));

            browser.click(".toast button");

            browser.eventually("it is undone", () -> browser.text(".toast").startsWith("Undone"));
            assertThat(page.get("/api/judgements")).isEqualTo("[]");
        }
    }

    @Test
    void shouldJudgeTheQueueByKeysAlone(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.50, "Bowing").show("gate-2", "Boxing", 0.48, "Waving");
            page.show("gate-3", "Waving", 0.46, "Boxing").show("gate-4", "Bowing", 0.44, "Squats");
            browser.open(page.address("/"));
            browser.eventually("tiles", () -> browser.all(".tile").size() == 4);

            browser.press("q");
            browser.eventually("a queue", () -> browser.all(".queue-list li").size() == 4);
            String first = browser.text(".queue-about .name");
            browser.press("2");
            browser.eventually("three", () -> browser.all(".queue-list li").size() == 3);
            browser.press("r");
            browser.eventually("two", () -> browser.all(".queue-list li").size() == 2);
            browser.press("n");
            browser.eventually("one", () -> browser.all(".queue-list li").size() == 1);
            assertThat(page.get("/api/judgements")).contains("\"label\":\"Nothing\"");
            String last = browser.text(".queue-about .name");
            assertThat(last).isNotEqualTo(first);

            browser.press("u");

            browser.eventually("undone", () -> browser.all(".queue-list li").size() == 2);
            assertThat(page.get("/api/judgements")).doesNotContain("Nothing");
        }
    }

    @Test
    void shouldFindALabelBySearch(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.51, "Bowing").show("gate-2", "JumpingJacks", 0.8, "Boxing");
            browser.open(page.address("/?view=queue"));
            browser.eventually(
                    "a clip", () -> browser.text(".queue-about .name").equals("gate-1"));

            browser.press("/");
            browser.press("jack");
            browser.eventually("one label", () -> browser.all(".labels li").size() == 1);
            browser.press(Keys.ENTER);

            browser.eventually(
                    "it is said", () -> browser.text(".toast").startsWith("Taken: gate-1 was JumpingJacks."));
        }
    }

    @Test
    void shouldJudgeAStretchThatIsDrawnOnTheTimeline(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            long now = Cameras.now();
            page.show("gate-1", "Squats", 0.91, "Bowing")
                    .event("gate-1", Phase.END, "Squats", now - 1_800_000, now - 1_740_000, 0.8);
            browser.size(1280, 1600);
            browser.open(page.address("/?camera=gate-1"));
            browser.eventually(
                    "the event", () -> browser.all(".timeline .event").size() == 1);

            var plot = browser.one(".timeline");
            new Actions(browser.driver())
                    .moveToElement(plot, -100, 0)
                    .clickAndHold()
                    .moveByOffset(200, 0)
                    .release()
                    .perform();
            browser.eventually("a stretch", () -> browser.text(".judge .about").endsWith("the chosen time"));
            browser.press("n");

            browser.eventually("it is said", () -> browser.text(".toast").startsWith("Taken"));
            String judged = page.get("/api/judgements");
            long start = number(judged, "start");
            long end = number(judged, "end");
            assertThat(start).isBetween(now - 3_600_000, now - 1_200_000);
            assertThat(end - start).isBetween(300_000L, 1_500_000L);
        }
    }

    @Test
    void shouldMoveTheEndsOfAStretchByKeys(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            long before = Cameras.now() - 500;
            page.show("gate-1", "Squats", 0.91, "Bowing");
            long after = Cameras.now() - 500;
            browser.open(page.address("/?camera=gate-1"));
            browser.eventually("a clip", () -> browser.text(".judge .about").endsWith("the last clip"));

            browser.script("document.querySelector('.handle').focus()");
            browser.pressWith(Keys.SHIFT, Keys.ARROW_LEFT);
            browser.press(Keys.ARROW_RIGHT);
            browser.eventually("a stretch", () -> browser.text(".judge .about").endsWith("the chosen time"));
            browser.press("1");

            browser.eventually("it is said", () -> browser.text(".toast").startsWith("Taken: gate-1 was Bowing."));
            String judged = page.get("/api/judgements");
            long end = number(judged, "end");
            assertThat(end).isBetween(before, after);
            assertThat(number(judged, "start")).isEqualTo(end - Cameras.CLIP_MILLIS - 9000);
        }
    }

    @Test
    void shouldOnlyShowWhenJudgingIsOff(Browser browser) throws Exception {
        try (var page = Cameras.start(PageSettings.local(0, false))) {
            page.show("gate-1", "Squats", 0.51, "Bowing");
            browser.open(page.address("/?camera=gate-1"));
            browser.eventually("a label", () -> browser.text(".now .label").equals("Squats"));

            browser.press("r");

            assertThat(browser.text(".judge")).contains("--allow-labels");
            assertThat(browser.all(".judge button, .handle[visibility=visible], a[href='/?view=queue']"))
                    .isEmpty();
            assertThat(page.get("/api/judgements")).isEqualTo("[]");
        }
    }

    private static long number(String json, String field) {
        return Long.parseLong(json.replaceAll("(?s).*?\"" + field + "\":(\\d+).*", "$1"));
    }
}
