package io.actionstream.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Makes the pictures of the documentation; {@code -Dscreenshots=FOLDER} says where they go. */
@InBrowser
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ScreenshotsTest {

    private static final int MOST_BYTES = 150_000;
    private static final List<String> NAMES = List.of(
            "dock-1", "dock-2", "gate-1", "gate-2", "hall-1", "hall-2", "hall-3", "lift", "roof", "stairs", "yard-1",
            "yard-2");

    private Cameras page;

    @BeforeEach
    void film() {
        page = Cameras.start();
        FilmedHour.show(page, NAMES);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void shouldShowTheCameras(Browser browser) throws Exception {
        shoot(browser, "page-light.jpg", "light", "/", 1120, 700, 1);
    }

    @Test
    void shouldShowTheCamerasInTheDark(Browser browser) throws Exception {
        shoot(browser, "page-dark.jpg", "dark", "/?sort=name", 1120, 700, 1);
    }

    @Test
    void shouldShowAPhone(Browser browser) throws Exception {
        shoot(browser, "page-phone.jpg", "light", "/", 360, 740, 1.5);
    }

    @Test
    void shouldShowAWall(Browser browser) throws Exception {
        shoot(browser, "page-wall.jpg", "dark", "/?wall=1", 1280, 720, 1);
    }

    @Test
    void shouldShowOneCamera(Browser browser) throws Exception {
        shoot(browser, "page-camera.jpg", "dark", "/?camera=hall-2", 1280, 900, 1);
    }

    @Test
    void shouldShowTheAccuracy(Browser browser) throws Exception {
        shoot(browser, "page-accuracy.png", "light", "/?view=accuracy", 1280, 1060, 1);
    }

    @Test
    void shouldShowTheQueue(Browser browser) throws Exception {
        shoot(browser, "page-queue.jpg", "light", "/?view=queue", 1280, 800, 1);
    }

    private void shoot(Browser browser, String name, String colours, String view, int width, int height, double density)
            throws IOException {
        browser.prefer(colours, "no-preference");
        browser.size(width, height, density);
        browser.driver().executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        browser.open(page.address(view));
        browser.eventually("all is there", () -> (boolean) browser.script("""
                const pictures = [...document.querySelectorAll('.picture img, .strip li:nth-child(-n + 4) img')]
                  .filter((image) => image.getBoundingClientRect().top < innerHeight);
                return document.querySelector('main')?.innerText.length > 100
                  && (document.querySelector('.heatmap rect') || pictures.length > 0 && pictures.every((image) => image.dataset.shown))
                  ? true : false;
                """));
        Path file = Path.of(System.getProperty("screenshots")).resolve(name);
        Files.write(file, browser.picture(name.endsWith("png") ? "png" : "jpeg"));
        assertThat(Files.size(file)).as(name).isLessThan(MOST_BYTES);
    }
}
