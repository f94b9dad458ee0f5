package io.actionstream.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.page.PageSettings;
import io.actionstream.page.picture.Visibility;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

@InBrowser
class CamerasBrowserTest {

    @Test
    void shouldShowATileWithPictureAndLabelForEachCamera(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing").show("gate-2", "Bowing", 0.64, "Squats");
            browser.open(page.address("/"));

            browser.eventually("two tiles", () -> browser.all(".grid li").size() == 2);
            assertThat(browser.text("[data-camera=gate-1] .label")).isEqualTo("Squats");
            assertThat(browser.text("[data-camera=gate-1] .confidence")).isEqualTo("91%");
            assertThat(browser.text("[data-camera=gate-2] .label")).isEqualTo("Bowing");
            browser.eventually(
                    "a picture",
                    () -> (long) browser.script(
                                    "return document.querySelector('[data-camera=gate-1] img').naturalWidth")
                            > 0);
        }
    }

    @Test
    void shouldChangeALabelWithoutReloading(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing");
            browser.open(page.address("/"));
            browser.eventually(
                    "the first label", () -> browser.text(".tile .label").equals("Squats"));
            browser.script("window.loadedOnce = true");

            page.show("gate-1", "Boxing", 0.7, "Squats");

            browser.eventually(
                    "the next label", () -> browser.text(".tile .label").equals("Boxing"));
            assertThat(browser.script("return window.loadedOnce")).isEqualTo(true);
        }
    }

    @Test
    void shouldSayHowGoodEventsAreOnceItIsKnown(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing");
            browser.open(page.address("/"));
            browser.eventually("a tile", () -> browser.all(".grid li").size() == 1);
            assertThat(browser.all(".figure-events:not([hidden])")).isEmpty();

            page.figuresOfEvents(0.9, 0.75, 1.25);

            browser.eventually(
                    "the figures",
                    () -> browser.all(".figure-events:not([hidden])").size() == 1);
            assertThat(browser.text(".figure-events dd"))
                    .contains("90%", "75% of all told")
                    .containsPattern("1\\.[23] false an hour");
        }
    }

    @Test
    void shouldSayInWordsWhichCamerasAreRejected(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.rejected("gate-1", "truncated");
            browser.open(page.address("/"));

            browser.eventually(
                    "the reason",
                    () -> browser.text("[data-camera=gate-1] .badge").equals("Rejected: truncated"));
            assertThat(browser.text("[data-camera=gate-1] .label")).isEqualTo("No label yet");
        }
    }

    @Test
    void shouldKeepTheViewInTheAddress(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing").show("hall-1", "Squats", 0.8, "Bowing");
            browser.open(page.address("/"));
            browser.one(".filters input").sendKeys("hall");

            browser.eventually("a search", () -> browser.place().equals("/?q=hall"));
            browser.eventually("one tile", () -> browser.all(".grid li").size() == 1);

            browser.open(page.address("/?q=hall&sort=name"));
            browser.eventually("one tile", () -> browser.text(".tile .name").equals("hall-1"));
            assertThat(browser.one(".filters input").getDomProperty("value")).isEqualTo("hall");

            browser.click(".tile");
            assertThat(browser.place()).isEqualTo("/?camera=hall-1&q=hall&sort=name");
            browser.press(Keys.ESCAPE);
            browser.eventually("the list", () -> browser.place().equals("/?q=hall&sort=name"));
            browser.driver().navigate().back();
            browser.eventually("the camera", () -> browser.text("h1").equals("hall-1"));
        }
    }

    @Test
    void shouldGoToAViewByItsLink(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.5, "Bowing");
            browser.open(page.address("/?q=gate"));

            for (String view : List.of("accuracy", "queue")) {
                browser.click("nav a[href='/?view=" + view + "']");
                browser.eventually(
                        "the view",
                        () -> browser.text("h1").toLowerCase(Locale.ROOT).equals(view));
                assertThat(browser.place()).isEqualTo("/?view=" + view);
            }
            browser.click("a.state.live");
            browser.eventually("the tiles", () -> browser.place().equals("/?state=live"));
        }
    }

    @Test
    void shouldAskForTheTilesOnTheScreenOnly(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            for (int camera = 0; camera < 200; camera++) {
                page.show("camera-" + camera, "Squats", 0.9, "Bowing");
            }
            browser.open(page.address("/?sort=name"));
            browser.eventually("tiles", () -> !browser.all(".tile").isEmpty());
            int shown = browser.all(".tile").size();
            assertThat(shown).isBetween(6, 60);
            assertThat(browser.text(".range")).isEqualTo("1–" + shown + " of 200");
            assertThat(browser.script("return document.documentElement.scrollHeight <= innerHeight"))
                    .isEqualTo(true);

            browser.one(".tile").sendKeys(Keys.PAGE_DOWN);

            browser.eventually("the next tiles", () -> browser.text(".range").startsWith(shown + 1 + "–"));
            assertThat(browser.place()).isEqualTo("/?sort=name&from=" + shown);
        }
    }

    @Test
    void shouldShowNoPicturesWhenTheyAreOff(Browser browser) throws Exception {
        try (var page = Cameras.start(PageSettings.local(0, false).with(Visibility.NONE))) {
            page.show("gate-1", "Squats", 0.91, "Bowing");
            browser.open(page.address("/"));

            browser.eventually("a tile", () -> browser.text(".tile .label").equals("Squats"));
            assertThat(browser.text(".no-picture")).isEqualTo("Pictures are off");
            assertThat(browser.requests()).noneMatch(address -> address.contains("/api/pictures"));
        }
    }

    @Test
    void shouldConnectAgainWhenTheServerIsBack(Browser browser) throws Exception {
        URI address;
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing");
            address = page.address("/");
            browser.open(address);
            browser.eventually("a tile", () -> browser.text(".tile .label").equals("Squats"));
        }
        browser.eventually("a word", () -> browser.text(".notice").startsWith("No connection"));

        try (var page = Cameras.start(PageSettings.local(address.getPort(), true))) {
            page.show("gate-1", "Boxing", 0.91, "Bowing");

            browser.eventually("what is now", () -> browser.text(".tile .label").equals("Boxing"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?wall=1"})
    void shouldShowAllOfASingleTile(String view, Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing").figures("gate-1", "Squats", "Bowing");
            browser.size(1280, 720);
            browser.open(page.address(view));
            browser.eventually("a tile", () -> browser.text(".tile .label").equals("Squats"));

            browser.eventually("it ends above the screen's end", () -> (boolean) browser.script(
                    "return document.querySelector('.tile').getBoundingClientRect().bottom <= innerHeight"));
        }
    }

    @Test
    void shouldShowAWallWithoutAnythingElse(Browser browser) throws Exception {
        try (var page = Cameras.start()) {
            page.show("gate-1", "Squats", 0.91, "Bowing");
            browser.size(1920, 1080);
            browser.open(page.address("/?wall=1"));

            browser.eventually("a tile", () -> browser.text(".tile .label").equals("Squats"));
            assertThat(browser.all("header").get(0).isDisplayed()).isFalse();
            assertThat(
                            browser.script(
                                    "return parseFloat(getComputedStyle(document.querySelector('.tile .label')).fontSize) >= 48"))
                    .isEqualTo(true);

            browser.press(Keys.ESCAPE);
            browser.eventually("the page", () -> browser.all("header").get(0).isDisplayed());
        }
    }
}
