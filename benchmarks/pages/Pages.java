import io.podagra.ui.LargeRun;
import io.podagra.ui.page.NavigationLink;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * How long a browser takes from asking for a page of the largest run to having drawn it, how many bytes that is, and how
 * much of the heap the server then holds. Prints a table with commas. Writes the run, and no more, if there is none.
 */
final class Pages {
    private static final int REPORTS = 256;
    private static final int LOOKS = 7;

    /** When the first answer was drawn: the page then says that it is live. Deeplearning4j's pages have no more to say. */
    private static final String WATCH =
            "new MutationObserver(() => {"
                    + "  if (!window.drawn && document.querySelector('#connection.live')) {"
                    + "    window.drawn = performance.now();"
                    + "  }"
                    + "}).observe(document, {subtree: true, childList: true, attributes: true});";
    private static final String BYTES =
            "return performance.getEntries().reduce((sum, e) => sum + (e.decodedBodySize ?? 0), 0)";

    private Pages() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        if (Files.notExists(folder.resolve(RunStatsStorage.FILE_NAME))) {
            Files.createDirectories(folder);
            try (RunStatsStorage run = RunStatsStorage.open(folder)) {
                LargeRun.publish(run, REPORTS);
            }
            return; // what the networks left on the heap is none of the server's: measured by another call
        }
        System.out.println("# stats.db: " + Files.size(folder.resolve(RunStatsStorage.FILE_NAME)) + " bytes");
        long before = heap();
        System.out.println("page,look,milliseconds,bytes");
        try (RunStatsStorage run = RunStatsStorage.replay(folder);
                TrainingUi ui = TrainingUi.start(UiSettings.onPort(0));
                Chrome chrome = new Chrome()) {
            ui.attach(run.storage());
            for (int look = 1; look <= LOOKS; look++) {
                for (NavigationLink link : NavigationLink.all()) {
                    chrome.measure(ui.address().resolve(link.path()).toString(), link.path(), look);
                }
            }
            System.out.printf("# server's heap after all pages: %.1f MB%n", (heap() - before) / 1e6);
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The browser of this machine. */
    private static final class Chrome implements AutoCloseable {
        private final ChromeDriver driver;

        Chrome() {
            ChromeOptions options = new ChromeOptions();
            options.setBinary("/usr/bin/chromium");
            options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking");
            driver =
                    new ChromeDriver(
                            new ChromeDriverService.Builder()
                                    .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                                    .build(),
                            options);
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        }

        /** As when the page is opened for the first time: nothing is kept from before. */
        void measure(String address, String page, int look) throws InterruptedException {
            driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
            driver.get(address);
            Optional<Number> drawn = Optional.empty();
            while (drawn.isEmpty()) {
                Thread.sleep(20);
                drawn = Optional.ofNullable((Number) driver.executeScript("return window.drawn ?? null"));
            }
            Number bytes = (Number) driver.executeScript(BYTES);
            System.out.printf(Locale.ROOT, "%s,%d,%.0f,%d%n", page, look, drawn.get().doubleValue(), bytes.longValue());
        }

        @Override
        public void close() {
            driver.quit();
        }
    }
}
