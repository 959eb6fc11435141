package io.podagra.ui.roc;

import static io.podagra.ui.roc.Evaluations.comparison;
import static io.podagra.ui.roc.Evaluations.multiple;
import static io.podagra.ui.roc.Evaluations.oneClassOnly;
import static io.podagra.ui.roc.Evaluations.synthetic;
import static io.podagra.ui.roc.Evaluations.test;
import static io.podagra.ui.roc.Evaluations.validation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.ui.InBrowser;
import io.podagra.ui.VisibleWords;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.storage.TinyNetwork;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page of ROC curves as a browser shows it. */
class RocBrowserTest extends InBrowser {
    private static final String NAMES = "Podagra|ROC|AUC|DeLong|Obuchowski|Holm|Tab|demo|sesamoid";
    private static final String VALIDATION = "#validation-roc + .legend";
    private static final String AUC = "#auc-by-epoch + .legend";
    private static final String TEST = "#test-roc + .legend";
    private static final Pattern HERE =
            Pattern.compile("Here: threshold (0.\\d+), sensitivity (0.\\d+), specificity (0.\\d+)");
    private static final List<String> VIEWS = List.of("dorsal", "medial", "plantar");

    @Test
    void anEmptyPageSaysWhatItWaitsFor() throws IOException {
        open("");
        browser.await("#connection", "Live");
        browser.await("main", "No curve yet");
        browser.screenshot("roc-empty");
    }

    @Test
    void theChartsGrowWithoutReloading() {
        RocPublisher publisher = new RocPublisher(run);
        publisher.publish(validation("single", 1, 0.7));
        open("");
        browser.await(
                VALIDATION, "single model · epoch 1 · AUC 0.700 (DeLong 95 % CI 0.660–0.740)");
        browser.await("#test", "The test images are scored once");
        browser.script("window.notReloaded = true");
        Object roc = pixels("#validation-roc");
        Object areas = pixels("#auc-by-epoch");

        publisher.publish(validation("single", 2, 0.8));

        browser.await(VALIDATION, "epoch 2 · AUC 0.800");
        browser.await(AUC, "best 0.800 in epoch 2");
        browser.await("#rows", "single model All images Validation 2 0.800 0.760–0.840 DeLong");
        assertThat(pixels("#validation-roc")).isNotEqualTo(roc);
        assertThat(pixels("#auc-by-epoch")).isNotEqualTo(areas);
        assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
    }

    @Test
    void whereThePointerIsEveryCurveTellsItsNearestPoint() {
        RocPublisher publisher = new RocPublisher(run);
        publisher.publish(validation("single", 1, 0.8));
        publisher.publish(validation("dorsal", 1, 0.6));
        open("");
        // TPR = FPR^(1/4) at multiples of 1/119, where the threshold is 1 - FPR.
        browser.await(
                VALIDATION,
                "Operating point: threshold 0.840, sensitivity 0.632, specificity 0.840");
        browser.hover("#validation-roc .u-over");
        browser.await(VALIDATION, "Here: threshold");
        Matcher here = HERE.matcher(browser.text(VALIDATION));
        assertThat(here.find()).isTrue();
        double threshold = Double.parseDouble(here.group(1));
        assertThat(threshold).isBetween(0.5, 0.8);
        assertThat(Double.parseDouble(here.group(2)))
                .isCloseTo(Math.pow(1 - threshold, 0.25), within(0.002));
        assertThat(here.group(3)).isEqualTo(here.group(1));
        assertThat(here.find()).as("the other curve's point").isTrue();
        browser.hover("h1");
        browser.await(VALIDATION, "Operating point: threshold 0.840");
    }

    @Test
    void theArrowKeysWalkAlongTheCurveFromItsOperatingPoint() throws IOException {
        RocPublisher publisher = new RocPublisher(run);
        publisher.publish(validation("single", 1, 0.8));
        publisher.publish(validation("dorsal", 1, 0.6));
        open("");
        browser.await(VALIDATION, "dorsal network");
        browser.script("document.getElementById('validation-roc').focus()");
        browser.press(Keys.ARROW_RIGHT);
        browser.await(VALIDATION, "Here: threshold 0.840, sensitivity 0.632, specificity 0.840");
        browser.press(Keys.ARROW_RIGHT);
        browser.await(VALIDATION, "Here: threshold 0.832, sensitivity 0.640, specificity 0.832");
        assertThat(spoken())
                .isEqualTo(
                        "single model: Here: threshold 0.832, sensitivity 0.640, specificity"
                                + " 0.832");
        browser.screenshot("roc-keys");
        browser.press(Keys.HOME);
        browser.await(VALIDATION, "Here: threshold above every score, sensitivity 0.000");
        browser.press(Keys.ARROW_DOWN);
        assertThat(spoken()).startsWith("dorsal network: Here: threshold above every score");
        browser.press(Keys.ESCAPE);
        browser.await(VALIDATION, "Operating point: threshold 0.840");
        assertThat(
                        browser.script("return document.getElementById('validation-roc').ariaLabel")
                                .toString())
                .contains("single model", "AUC 0.800", "dorsal network", "AUC 0.600");
    }

    @Test
    void aViewIsAChoiceOnThePage() {
        publishStudy();
        open("");
        browser.await("#sets", "All images dorsal medial plantar sesamoid");
        browser.await(VALIDATION, "plantar network · epoch 3");
        browser.click("#sets [value='dorsal']");
        browser.await(VALIDATION, "single model · epoch 10 · AUC 0.938");
        assertThat(browser.text(VALIDATION)).contains("dorsal network").doesNotContain("medial");
        assertThat(browser.text(AUC)).contains("dorsal network").doesNotContain("medial");
        assertThat(browser.text(TEST))
                .contains("single model · AUC 0.940 (clustered 95 % CI 0.900–0.980)")
                .contains("multiple model · AUC 0.950");
        browser.await("#compared", "dorsal (404 of 35 patients)");
    }

    @Test
    void aViewOfOneClassSaysSoInsteadOfACurve() {
        RocPublisher publisher = new RocPublisher(run);
        publisher.publish(oneClassOnly("sesamoid"));
        open("");
        browser.await(VALIDATION, "No curve: all 12 images are normal.");
        browser.await("#rows", "No curve: all 12 images are normal.");
    }

    @Test
    void theMultipleModelIsThereOnceEveryViewHasANetwork() {
        RocPublisher publisher = new RocPublisher(run);
        publisher.publish(validation("single", 1, 0.7));
        VIEWS.forEach(view -> publisher.publish(validation("single", view, 1, 0.7)));
        publisher.publish(validation("dorsal", 1, 0.7));
        publisher.publish(validation("medial", 4, 0.7));
        open("");
        browser.await(VALIDATION, "medial network");
        browser.click("#curves-choice [value='methods']");
        browser.await("#multiple-missing", "Still without: plantar.");
        publisher.publish(validation("plantar", 2, 0.7));
        publisher.publish(multiple(2, epochs(1, 4, 2), 0.75));
        browser.await(
                VALIDATION, "multiple model · epochs: dorsal 1, medial 4, plantar 2 · AUC 0.750");
        assertThat(browser.text("#validation"))
                .doesNotContain("Still without")
                .contains("No test is made");
    }

    @Test
    void earlierEpochsAreLookedBackAt() throws IOException {
        RocPublisher publisher = new RocPublisher(run);
        for (int epoch = 1; epoch <= 4; epoch++) {
            publisher.publish(validation("single", epoch, 0.6 + epoch / 20.0));
        }
        open("");
        browser.await("#replay-text", "Newest, epoch 4");
        browser.click("#replay-back");
        browser.await(VALIDATION, "epoch 3 · AUC 0.750");
        browser.await("#replay-text", "Epoch 3 of 4");
        browser.script("document.getElementById('replay-epoch').focus()");
        browser.press(Keys.HOME);
        browser.await(VALIDATION, "epoch 1 · AUC 0.650");
        browser.screenshot("roc-replay");
        // What is new does not take the reader away from where he looks.
        publisher.publish(validation("single", 5, 0.85));
        browser.await("#replay-text", "Epoch 1 of 5");
        assertThat(browser.text(VALIDATION)).contains("epoch 1 ·");
        browser.click("#replay-live");
        browser.await(VALIDATION, "epoch 5 · AUC 0.850");
        browser.click("#replay-play");
        browser.await("#replay-play", "Pause");
        browser.await(VALIDATION, "epoch 3");
        browser.await("#replay-play", "Play");
        browser.await("#replay-text", "Newest, epoch 5");
        browser.await(VALIDATION, "epoch 5");
    }

    @Test
    void noCurvesOfAnotherEpochStandWhereThoseAskedForCannotBeFetched() {
        RocPublisher publisher = new RocPublisher(run);
        for (int epoch = 1; epoch <= 4; epoch++) {
            publisher.publish(validation("single", epoch, 0.6 + epoch / 20.0));
        }
        open("");
        browser.await("#replay-text", "Newest, epoch 4");
        browser.click("#replay-back");
        browser.await(VALIDATION, "epoch 3 · AUC 0.750");
        browser.script(
                "const real = window.fetch; window.fetch = (where, options) =>"
                        + " String(where).includes('epoch=') && !window.repaired"
                        + " ? Promise.reject(new TypeError('away')) : real(where, options)");
        browser.click("#replay-back");
        browser.await("#replay-failed", "The curves of epoch 2 could not be fetched.");
        assertThat(browser.text(VALIDATION)).doesNotContain("AUC 0.");
        // With the next news of the server it is tried again.
        browser.script("window.repaired = true");
        publisher.publish(validation("single", 5, 0.85));
        browser.await(VALIDATION, "epoch 2 · AUC 0.700");
        browser.awaitScript("return document.querySelector('#replay-failed').hidden");
    }

    @Test
    void theComparisonIsMadeOnceOnTestImages() {
        publishStudy();
        open("");
        browser.await(
                "#compared",
                "AUC of the single model less that of the multiple model +0.003,"
                        + " 95 % CI −0.021 to +0.027; z = +0.25, p = 0.620");
        assertThat(browser.text("#comparisons"))
                .contains("All images Obuchowski +0.003 (−0.021 to +0.027) +0.25 0.620 –")
                .contains("DeLong −0.010 (−0.022 to +0.002) −1.67 0.310 0.930");
        assertThat(browser.text("#validation")).doesNotContain("p =");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void aWholeStudyFitsALaptopAndAPhone(String language) throws IOException {
        publishStudy();
        open("?lang=" + language);
        browser.await(TEST, "AUC 0.921");
        browser.await("#synthetic", language.equals("en") ? "Synthetic data" : "合成数据");
        if (language.equals("zh")) {
            browser.await(TEST, "工作点：阈值");
            browser.await("#sets", "全部图像 背侧 内侧 跖侧");
            assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        } else {
            assertThat(VisibleWords.chinese(browser)).isEmpty();
        }
        for (int width : new int[] {LAPTOP, PHONE}) {
            browser.resize(width, 800);
            assertThat(overflow()).as("overflow at %d", width).isZero();
            browser.screenshot("roc-%s-%d".formatted(language, width));
        }
        browser.prefer("dark");
        browser.screenshot("roc-%s-dark-390".formatted(language));
        browser.resize(LAPTOP, 800);
        browser.screenshot("roc-%s-dark-1280".formatted(language));
    }

    @Test
    void anArmsTrainingCurvesAreOneClickAway() {
        try (RunStatsStorage trained = RunStatsStorage.inMemory("study")) {
            TinyNetwork.train(trained.statsListener("single", 2), 10);
            TinyNetwork.train(trained.statsListener("dorsal", 2), 10);
            ui.attach(trained.storage());
            new RocPublisher(trained).publish(validation("dorsal", 1, 0.7));
            open("");
            browser.await("#rows", "dorsal network");
            browser.click("#curves-dorsal-dorsal");
            browser.await("#modelType", "MultiLayerNetwork");
            assertThat(browser.script("return $('#sessionSelect').val()"))
                    .isEqualTo("study-dorsal");
            assertThat(browser.script("return location.search")).isEqualTo("?run=study");
            browser.open(ui.address().resolve("/roc"));
        }
    }

    @Test
    void aLostConnectionIsSaidAndRepaired() {
        new RocPublisher(run).publish(validation("single", 1, 0.7));
        open("");
        browser.await("#connection", "Live");
        int port = ui.address().getPort();
        ui.close();
        browser.await("#connection", "Connection lost, retrying");
        assertThat(browser.text("#rows")).contains("0.700");
        ui = TrainingUi.start(UiSettings.onPort(port));
        ui.attach(run.storage());
        new RocPublisher(run).publish(validation("single", 2, 0.75));
        browser.await("#connection", "Live");
        browser.await("#rows", "0.750");
        assertThat(browser.complaints())
                .allSatisfy(message -> assertThat(message).contains("ERR_CONNECTION_REFUSED"));
    }

    private void open(String query) {
        browser.open(ui.address().resolve("/roc" + (query.isEmpty() ? "?lang=en" : query)));
    }

    /** Three views of which the last is still trained, one with images of one class, and a test. */
    private void publishStudy() {
        RocPublisher publisher = new RocPublisher(run);
        for (int epoch = 1; epoch <= 10; epoch++) {
            double auc = 0.93 - 0.35 * Math.exp(-epoch / 2.5);
            publisher.publish(validation("single", epoch, auc));
            for (String view : VIEWS) {
                double own = auc + 0.014 - 0.03 * VIEWS.indexOf(view);
                publisher.publish(validation("single", view, epoch, own));
            }
        }
        for (String view : VIEWS) {
            for (int epoch = 1; epoch <= (view.equals("plantar") ? 3 : 10); epoch++) {
                double own = 0.9 - 0.03 * VIEWS.indexOf(view) - 0.35 * Math.exp(-epoch / 2.5);
                publisher.publish(validation(view, epoch, own));
                if (view.equals("plantar")) {
                    publisher.publish(multiple(epoch, epochs(10, 10, epoch), own + 0.03));
                }
            }
        }
        publisher.publish(oneClassOnly("sesamoid"));
        publisher.publish(synthetic(test("single", "all", 0.921)));
        publisher.publish(test("multiple", "all", 0.918));
        publisher.publish(comparison("all", 0.003));
        for (String view : VIEWS) {
            double own = 0.94 - 0.04 * VIEWS.indexOf(view);
            publisher.publish(test("single", view, own));
            publisher.publish(test("multiple", view, own + 0.01));
            publisher.publish(comparison(view, -0.01));
        }
    }

    private static Map<String, Integer> epochs(int dorsal, int medial, int plantar) {
        Map<String, Integer> epochs = new LinkedHashMap<>();
        epochs.put("dorsal", dorsal);
        epochs.put("medial", medial);
        epochs.put("plantar", plantar);
        return epochs;
    }

    private static String spoken() {
        return browser.script(
                        "return document.querySelector('#validation-roc ~"
                                + " [role=status]').textContent")
                .toString();
    }

    private static Object pixels(String chart) {
        return browser.script("return document.querySelector('" + chart + " canvas').toDataURL()");
    }
}
