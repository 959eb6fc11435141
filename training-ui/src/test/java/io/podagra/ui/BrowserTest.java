package io.podagra.ui;

import static io.podagra.ui.roc.Evaluations.oneClassOnly;
import static io.podagra.ui.roc.Evaluations.synthetic;
import static io.podagra.ui.roc.Evaluations.test;
import static io.podagra.ui.roc.Evaluations.validation;
import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.storage.TinyNetwork;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The evaluation page and Deeplearning4j's as a browser shows them. */
class BrowserTest extends InBrowser {
    private static RunStatsStorage trained;

    @BeforeAll
    static void train() {
        trained = RunStatsStorage.inMemory("study");
        TinyNetwork.train(trained.statsListener("single", 2), 60);
        TinyNetwork.train(trained.statsListener("dorsal", 2), 10);
    }

    @Test
    void anEmptyPageSaysWhatItWaitsFor() throws IOException {
        browser.open(ui.address());
        browser.await("#connection", "Live");
        browser.await("main", "No evaluation yet");
        browser.screenshot("evaluation-empty");
    }

    @Test
    void theChartsGrowWithoutReloading() {
        RocPublisher publisher = new RocPublisher(run);
        publisher.publish(validation("single", 1, 0.7));
        browser.open(ui.address());
        browser.await("#validation-roc .u-legend", "AUC 0.700");
        browser.script("window.notReloaded = true");
        Object roc = pixels("#validation-roc");
        Object areas = pixels("#auc-by-epoch");

        publisher.publish(validation("single", 2, 0.8));

        browser.await("#validation-roc .u-legend", "AUC 0.800");
        browser.await("#auc-by-epoch .u-legend", "best 0.800");
        browser.await("#rows", "single 0.800 Validation All images 2");
        assertThat(pixels("#validation-roc")).isNotEqualTo(roc);
        assertThat(pixels("#auc-by-epoch")).isNotEqualTo(areas);
        assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
    }

    @Test
    void theLegendSaysTheSensitivityUnderThePointer() throws IOException {
        new RocPublisher(run).publish(validation("single", 1, 0.8));
        browser.open(ui.address());
        browser.await("#validation-roc .u-legend", "AUC 0.800");
        browser.hover("#validation-roc .u-over");
        // The curve is TPR = FPR^(1/4) at multiples of 1/119; the nearest is 59/119.
        browser.await("#validation-roc .u-legend", "0.496");
        browser.await("#validation-roc .u-legend", "0.839");
        browser.screenshot("evaluation-pointer");
    }

    @Test
    void aWholeStudyFitsALaptopAndAPhone() throws IOException {
        publishStudy();
        browser.open(ui.address());
        browser.await("#synthetic", "Synthetic data");
        browser.await("#test-cards", "All images");
        browser.await("#rows", "one class only");
        assertThat(browser.text("#test-cards")).contains("single", "multiple", "AUC 0.921");
        for (int width : new int[] {LAPTOP, PHONE}) {
            browser.resize(width, 800);
            assertThat(overflow()).as("overflow at %d", width).isZero();
            browser.screenshot("evaluation-" + width);
        }
        browser.prefer("dark");
        browser.screenshot("evaluation-dark-390");
        browser.resize(LAPTOP, 800);
        browser.screenshot("evaluation-dark-1280");
    }

    @Test
    void anArmsTrainingCurvesAreOneClickAway() {
        ui.attach(trained.storage());
        new RocPublisher(trained).publish(validation("dorsal", 1, 0.7));
        browser.open(ui.address());
        browser.await("#rows", "dorsal");
        browser.click("button[aria-label='Training curves of dorsal']");
        browser.await("#modelType", "MultiLayerNetwork");
        assertThat(browser.script("return $('#sessionSelect').val()")).isEqualTo("study-dorsal");
    }

    @Test
    void aLostConnectionIsSaidAndRepaired() {
        new RocPublisher(run).publish(validation("single", 1, 0.7));
        browser.open(ui.address());
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

    private void publishStudy() {
        RocPublisher publisher = new RocPublisher(run);
        List<String> arms = List.of("single", "dorsal", "medial", "plantar");
        for (int arm = 0; arm < arms.size(); arm++) {
            int epochs = arm == 3 ? 3 : 10;
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double auc = 0.93 - 0.03 * arm - 0.35 * Math.exp(-epoch / 2.5);
                publisher.publish(validation(arms.get(arm), epoch, auc));
            }
        }
        publisher.publish(oneClassOnly("sesamoid"));
        publisher.publish(synthetic(test("single", "all", 0.921)));
        publisher.publish(test("multiple", "all", 0.918));
        for (int view = 1; view < arms.size(); view++) {
            publisher.publish(test("single", arms.get(view), 0.95 - 0.04 * view));
            publisher.publish(test("multiple", arms.get(view), 0.96 - 0.04 * view));
        }
    }

    private static Object pixels(String chart) {
        return browser.script("return document.querySelector('" + chart + " canvas').toDataURL()");
    }
}
