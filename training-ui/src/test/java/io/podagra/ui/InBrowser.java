package io.podagra.ui;

import static org.assertj.core.api.Assertions.assertThat;

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
abstract class InBrowser {
    static final int LAPTOP = 1280;
    static final int PHONE = 390;

    @TempDir static Path profile;

    static Browser browser;

    TrainingUi ui;
    RunStatsStorage run;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start(profile);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() {
        ui = TrainingUi.start(UiSettings.onPort(0));
        run = RunStatsStorage.inMemory("demo");
        ui.attach(run.storage());
        browser.resize(LAPTOP, 800);
        browser.prefer("light");
    }

    @AfterEach
    void close() {
        List<String> complaints = browser.complaints();
        browser.open(URI.create("about:blank"));
        ui.close();
        run.close();
        assertThat(complaints).isEmpty();
    }

    static long overflow() {
        return (Long)
                browser.script(
                        "const page = document.documentElement;"
                                + " return page.scrollWidth - page.clientWidth");
    }
}
