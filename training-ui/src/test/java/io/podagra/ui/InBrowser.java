package io.podagra.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages as a browser shows them, of a run named demo. No page may complain in the console, nor ask
 * in vain. Screenshots are left in {@code target/screenshots}.
 */
public abstract class InBrowser {
    public static final int LAPTOP = 1280;
    public static final int PHONE = 390;

    @TempDir static Path profile;

    public static Browser browser;

    public TrainingUi ui;
    public RunStatsStorage run;

    @BeforeAll
    public static void startBrowser() {
        browser = Browser.start(profile);
    }

    @AfterAll
    public static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    public void start() {
        ui = TrainingUi.start(UiSettings.onPort(0));
        run = RunStatsStorage.inMemory("demo");
        ui.attach(run.storage());
        browser.resize(LAPTOP, 800);
        browser.prefer("light");
    }

    @AfterEach
    public void close() {
        List<String> complaints = browser.complaints();
        browser.open(URI.create("about:blank"));
        ui.close();
        run.close();
        assertThat(complaints).isEmpty();
    }

    public static long overflow() {
        return (Long)
                browser.script(
                        "const page = document.documentElement;"
                                + " return page.scrollWidth - page.clientWidth");
    }
}
