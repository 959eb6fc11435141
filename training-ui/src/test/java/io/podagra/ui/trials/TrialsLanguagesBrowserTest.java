package io.podagra.ui.trials;

import static io.podagra.ui.trials.Searches.failed;
import static io.podagra.ui.trials.Searches.searching;
import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.InBrowser;
import io.podagra.ui.VisibleWords;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trials page in either language, as a browser shows it. */
class TrialsLanguagesBrowserTest extends InBrowser {
    /** Settings and their values, the product and its terms. */
    private static final String NAMES =
            "learningRate|weightDecay|dropout|batchSize|optimiser|labelSmoothing|training|"
                + "adamw|sgd|demo|AUC|ROC|Podagra|English|NaN|learning|weight|batch|label|Rate|Decay|Size|Smoothing";

    private TrialsPublisher publisher;

    @BeforeEach
    void publish() {
        publisher = new TrialsPublisher(run);
    }

    @Test
    void noWordIsInTheOtherLanguage() throws IOException {
        Searches.publishFinished(publisher, "dorsal", 20, 2);
        Searches.publishFinished(publisher, "single", 50, 1);
        open("zh");
        browser.await("#facts", "50 / 50");
        assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        browser.script("document.querySelector('#trial-3').click()");
        browser.await("#picked-text", "试验 3：");
        assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            for (int width : new int[] {LAPTOP, PHONE}) {
                browser.resize(width, 800);
                assertThat(overflow()).as("overflow at %d", width).isZero();
                browser.screenshot("trials-zh-" + scheme + "-" + width);
            }
        }
        open("en");
        browser.await("#facts", "50 of 50");
        assertThat(VisibleWords.chinese(browser)).isEmpty();
    }

    @Test
    void aRunWithoutASearchSaysSoInChinese() {
        open("zh");
        browser.await("#empty", "此次运行未做参数搜索");
        assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        open("en");
        browser.await("#empty", "./podagra tune --help tells more");
    }

    @Test
    void aReasonThatPodagraGaveIsTranslatedAndAnyOtherIsMarkedAsEnglish() {
        publisher.publish(searching("single", 5));
        List<String> reasons =
                List.of(
                        "after epoch 3 number 5 of 9, of which 3 went on",
                        "after epoch 4 its best, 0.512, is below 0.634, the median of 7 trials",
                        "the search ended",
                        "training diverged in epoch 2: the loss is NaN",
                        "training diverged in epoch 2: some weights are no numbers",
                        "OutOfMemoryError no more memory");
        for (int i = 0; i < reasons.size(); i++) {
            publisher.publish(failed("single", i + 1, reasons.get(i)));
        }
        open("zh");
        browser.await("#rows", "OutOfMemoryError");
        assertThat(
                        browser.script(
                                "return document.querySelectorAll('#rows"
                                        + " .reason[lang=en]').length"))
                .isEqualTo(1L);
        assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        open("en");
        browser.await(
                "#rows", "After epoch 4 its best, 0.512, is below 0.634, the median of 7 trials");
    }

    private void open(String language) {
        browser.open(ui.address().resolve("/trials?lang=" + language));
    }
}
