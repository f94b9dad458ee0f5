package io.actionstream.page.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.manager.SeleniumManager;
import org.openqa.selenium.manager.SeleniumManagerOutput.Result;

/**
 * A headless Chromium that is installed on this machine, or that {@code -Dchromium=download} fetches. It reaches this machine
 * only.
 */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private static final String DOWNLOAD = "download";
    private static final String SKIPPED = ": tests in a browser are skipped";

    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1");
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox"); // Chromium refuses to start otherwise
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    }

    /** What is missing to start one, as a sentence; empty when nothing is. */
    static Optional<String> missing() {
        return chromium().isEmpty()
                ? Optional.of("no Chromium on the PATH, as -Dchromium=FILE or by -Dchromium=download" + SKIPPED)
                : chromedriver().isEmpty()
                        ? Optional.of("no chromedriver on the PATH or as -Dchromedriver=FILE" + SKIPPED)
                        : Optional.empty();
    }

    static Browser start() {
        return new Browser(chromium().orElseThrow(), chromedriver().orElseThrow());
    }

    private static Optional<Path> chromium() {
        return program("chromium", CHROMIUM, Result::getBrowserPath);
    }

    private static Optional<Path> chromedriver() {
        return program("chromedriver", List.of("chromedriver"), Result::getDriverPath);
    }

    private static Optional<Path> program(String property, List<String> names, Function<Result, String> found) {
        if (DOWNLOAD.equals(System.getProperty("chromium"))) {
            return Managed.BROWSER.map(found).map(Path::of);
        }
        Stream<Path> given = Optional.ofNullable(System.getProperty(property)).map(Path::of).stream();
        Stream<Path> onPath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(given, onPath).filter(Files::isExecutable).findFirst();
    }

    /** Chrome and its driver as Selenium Manager finds them, or else fetches them into its cache. */
    private static final class Managed {
        static final Optional<Result> BROWSER = find();

        private static Optional<Result> find() {
            try {
                return Optional.of(SeleniumManager.getInstance()
                        .getBinaryPaths(List.of("--browser", "chrome", "--timeout", "60")));
            } catch (WebDriverException e) {
                System.err.println("cannot download a browser: " + e.getMessage());
                return Optional.empty();
            }
        }
    }

    /** A browser as new: on a desk, light, at rest, with empty logs. */
    void reset() {
        driver.get("about:blank");
        size(1280, 800);
        prefer("light", "no-preference");
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    /** The size of the window's content, in CSS pixels. */
    void size(int width, int height) {
        size(width, height, 1);
    }

    void size(int width, int height, double density) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", density, "mobile", false));
    }

    /** What the reader has told the system: a scheme of colours, and whether things shall move less. */
    void prefer(String colours, String motion) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colours),
                                Map.of("name", "prefers-reduced-motion", "value", motion))));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The first such element, as soon as there is one that is seen. */
    WebElement one(String selector) {
        eventually("there is " + selector, () -> all(selector).stream().anyMatch(WebElement::isDisplayed));
        return all(selector).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow();
    }

    /** The text of the first such element; empty when there is none. */
    String text(String selector) {
        return (String) script("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
    }

    void click(String selector) {
        eventually(selector + " can be clicked", () -> {
            one(selector).click();
            return true;
        });
    }

    /** Presses keys, one after the other, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while another is held. */
    void pressWith(Keys held, CharSequence key) {
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
    }

    /** The element that has the focus, as its selector would be written. */
    String focus() {
        return (String)
                script(
                        "const e = document.activeElement;"
                                + " return e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map((c) => '.' + c).join('')");
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script that calls its last argument with its result. */
    Object asyncScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Path and query of the address in the address bar. */
    String place() {
        return (String) script("return location.pathname + location.search");
    }

    /** Waits for something that must come true; fails when it has not after a while. */
    void eventually(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (StaleElementReferenceException | ElementNotInteractableException e) {
                // the page has just changed: look again
            }
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
        }
    }

    /** Warnings and errors of the console since the last call or {@link #reset}. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Addresses that were asked for since the last call or {@link #reset}. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> json(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").asText())
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is on the screen, as {@code jpeg} or {@code png}. */
    byte[] picture(String format) {
        Map<String, Object> how =
                format.equals("jpeg") ? Map.of("format", format, "quality", 84) : Map.of("format", format);
        return Base64.getDecoder().decode((String)
                driver.executeCdpCommand("Page.captureScreenshot", how).get("data"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
