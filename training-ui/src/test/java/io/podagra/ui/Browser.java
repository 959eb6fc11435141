package io.podagra.ui;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The Chromium of this machine, without a window and without reaching out to anyone. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(30);

    /** The pages ask every two seconds what is new; here they need not be waited for as long. */
    private static final String ASK_OFTEN =
            """
            for (const timer of ["setTimeout", "setInterval"]) {
              const real = window[timer];
              window[timer] = (what, after, ...more) => real(what, after === 2000 ? 200 : after, ...more);
            }
            """;

    private final ChromeDriver driver;
    private Runnable onceOpened = () -> {};

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        askOften();
    }

    private void askOften() {
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument", Map.of("source", ASK_OFTEN));
    }

    /** Skips the test where there is no Chromium. */
    public static Browser start(Path emptyProfile) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "skipped: the browser tests need " + CHROMIUM + " and " + DRIVER);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + emptyProfile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
        return new Browser(new ChromeDriver(service, options));
    }

    public void open(URI address) {
        driver.get(address.toString());
        onceOpened.run();
        onceOpened = () -> {};
    }

    /** A viewport of that width, as on a phone or a laptop; returns once the page follows it. */
    public void resize(int width, int height) {
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeAsyncScript(
                "const done = arguments[0];"
                        + " requestAnimationFrame(() => requestAnimationFrame(done));");
    }

    public void prefer(String colorScheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
    }

    /** Runs a script before those of the page that is opened next, and of no other. */
    public void beforeNextPage(String script) {
        Object id =
                driver.executeCdpCommand(
                                "Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                        .get("identifier");
        onceOpened =
                () ->
                        driver.executeCdpCommand(
                                "Page.removeScriptToEvaluateOnNewDocument",
                                Map.of("identifier", id));
    }

    /** The text a user sees, spaces and line breaks made single spaces. */
    public String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText().replaceAll("\\s+", " ");
    }

    public void await(String css, String text) {
        new WebDriverWait(driver, PATIENCE, BETWEEN_LOOKS)
                .withMessage(() -> "'" + text + "' in " + css + ", which says: " + text(css))
                .until(ignored -> text(css).contains(text));
    }

    /** Waits until the script returns true. */
    public void awaitScript(String script) {
        new WebDriverWait(driver, PATIENCE, BETWEEN_LOOKS)
                .withMessage(script)
                .until(ignored -> Boolean.TRUE.equals(driver.executeScript(script)));
    }

    public void click(String css) {
        driver.findElement(By.cssSelector(css)).click();
    }

    /** Into a field. */
    public void type(String css, String text) {
        driver.findElement(By.cssSelector(css)).sendKeys(text);
    }

    /** Points at the middle. */
    public void hover(String css) {
        new Actions(driver).moveToElement(driver.findElement(By.cssSelector(css))).perform();
    }

    /** Points at so many pixels right of and below the upper left corner. */
    public void hover(String css, int right, int below) {
        WebElement element = driver.findElement(By.cssSelector(css));
        Dimension size = element.getSize();
        new Actions(driver)
                .moveToElement(element, right - size.getWidth() / 2, below - size.getHeight() / 2)
                .perform();
    }

    /** Draws from where the pointer is to so many pixels below. */
    public void drawDown(int pixels) {
        new Actions(driver)
                .clickAndHold()
                .moveByOffset(0, pixels / 2)
                .moveByOffset(0, pixels - pixels / 2)
                .release()
                .perform();
    }

    /** Freezes the page, as a laptop does that is closed. */
    public void sleep() {
        driver.executeCdpCommand("Page.setWebLifecycleState", Map.of("state", "frozen"));
    }

    /** Takes another tab: one that has slept draws no more in a Chromium without a window. */
    public void renew() {
        String old = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        String fresh = driver.getWindowHandle();
        driver.switchTo().window(old).close();
        driver.switchTo().window(fresh);
        askOften();
    }

    /** Goes on after {@link #sleep}. */
    public void wake() {
        driver.executeCdpCommand("Page.setWebLifecycleState", Map.of("state", "active"));
    }

    public void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    public Object script(String script) {
        return driver.executeScript(script);
    }

    /** What the console complained of since the last call, failed requests included. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Saves the whole page, not only the viewport. */
    public void screenshot(String name) throws IOException {
        Map<String, Object> image =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(SCREENSHOTS);
        Files.write(
                SCREENSHOTS.resolve(name + ".png"),
                Base64.getDecoder().decode((String) image.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
