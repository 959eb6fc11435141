package io.podagra.ui.training;

import static io.podagra.ui.training.Trainings.NOON;
import static io.podagra.ui.training.Trainings.arm;
import static io.podagra.ui.training.Trainings.epoch;
import static io.podagra.ui.training.Trainings.study;
import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.InBrowser;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The pages of the study and of its training as a browser shows them. */
class TrainingBrowserTest extends InBrowser {
    private static final int PALE = 200;

    @ParameterizedTest
    @CsvSource({"study, en", "study, zh", "training, en", "training, zh"})
    void aRunFitsALaptopAndAPhone(String page, String language) throws IOException {
        Trainings.publishRun(new TrainingPublisher(run), 20, 20);
        for (int width : new int[] {LAPTOP, PHONE}) {
            browser.resize(width, 900);
            browser.open(page(page, language));
            browser.await("#content", language.equals("en") ? "plantar network" : "跖侧切面网络");
            assertThat(overflow()).as("overflow at %d", width).isZero();
            browser.screenshot("%s-%s-%d".formatted(page, language, width));
            if (language.equals("zh")) {
                assertThat(browser.text("#content")).doesNotContain("single", "dorsal", "plantar");
            }
        }
        browser.prefer("dark");
        browser.screenshot("%s-%s-dark-390".formatted(page, language));
        browser.resize(LAPTOP, 900);
        browser.screenshot("%s-%s-dark-1280".formatted(page, language));
    }

    @ParameterizedTest
    @CsvSource({"study, en, Nothing has begun", "training, zh, 尚无训练"})
    void anEmptyPageSaysWhatItWaitsFor(String page, String language, String words) {
        browser.open(page(page, language));
        browser.await("#empty", words);
    }

    @Test
    void theStudySaysWhereItIsWithoutReloading() {
        TrainingPublisher publisher = new TrainingPublisher(run);
        publisher.publish(study(StudyStage.TRAINING, "single", Instant.now()));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        publisher.publish(epoch("single", 1, 0.7));
        browser.open(page("study", "en"));
        browser.await("#training", "single model (1 of 1), epoch 2 of at most 20");
        browser.await("#arm-rows", "0.700 (0.660–0.740)");
        browser.script("window.notReloaded = true");

        publisher.publish(epoch("single", 2, 0.8));

        browser.await("#training", "epoch 3 of at most 20");
        publisher.publish(study(StudyStage.STOPPED, "single", Instant.now()));
        browser.await("#stage", "Stopped before the end");
        assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
    }

    @Test
    void aRunWithoutNewsForLongSaysThatItMayHaveStopped() {
        TrainingPublisher publisher = new TrainingPublisher(run);
        publisher.publish(study(StudyStage.TRAINING, "single", NOON));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        browser.open(page("study", "en"));
        browser.await("#silent", "The run may have stopped");
        publisher.publish(study(StudyStage.FINISHED, "", NOON));
        browser.await("#stage", "Finished");
        assertThat(browser.text("#silent")).isEmpty();
    }

    @Test
    void theCurvesGrowAndAnArmCanBeTakenAway() {
        TrainingPublisher publisher = new TrainingPublisher(run);
        Trainings.publishRun(publisher, 3, 4);
        browser.open(page("training", "en"));
        browser.await("#auc .u-legend", "plantar");
        Object before = pixels("#auc");

        publisher.publish(epoch("plantar", 2, 0.55));

        browser.await("#auc .u-legend", "0.550");
        assertThat(pixels("#auc")).isNotEqualTo(before);
        browser.click("#arm-3");
        browser.awaitScript(
                "return !document.querySelector('#auc .u-legend').textContent.includes('plantar')");
    }

    @Test
    void everyChartHasLinesOfItsData() {
        Trainings.publishRun(new TrainingPublisher(run), 20, 20);
        browser.open(page("training", "en"));
        browser.await("#gradients .u-legend", "Head");
        for (String chart :
                new String[] {
                    "trainingLoss",
                    "validationLoss",
                    "auc",
                    "learningRate",
                    "imagesPerSecond",
                    "gradients"
                }) {
            assertThat(colouredPixels("#" + chart)).as(chart).isGreaterThan(PALE);
        }
    }

    @Test
    void theKeyboardReadsTheValuesFromPlaceToPlace() {
        Trainings.publishRun(new TrainingPublisher(run), 4, 1);
        browser.open(page("training", "en"));
        browser.await("#auc .u-legend", "single");
        browser.script("document.querySelector('#auc').focus()");
        browser.press(Keys.ARROW_RIGHT);
        browser.await("#auc .u-legend", "Epoch1");
        browser.press(Keys.ARROW_RIGHT);
        browser.await("#auc .u-legend", "Epoch2");
        browser.await("#auc + [role=status]", "Epoch 2: single model 0.");
        assertThat(browser.script("return document.querySelector('#auc').ariaLabel").toString())
                .startsWith("Validation AUC. single model 0.");
    }

    /** Rebuilding a list closes it; every change of a status is read out. */
    @Test
    void newsLeaveAloneWhatStaysTheSame() {
        TrainingPublisher publisher = new TrainingPublisher(run);
        Trainings.publishRun(publisher, 4, 1);
        browser.open(page("training", "en"));
        browser.await("#auc .u-legend", "single model");
        browser.script(
                "for (const id of ['run-select', 'gradients-arm'])"
                        + " document.getElementById(id).options[0].kept = true");
        publisher.publish(epoch("plantar", 3, 0.987));
        browser.await("#auc .u-legend", "0.987");
        assertThat(
                        browser.script(
                                "return ['run-select', 'gradients-arm'].every(id =>"
                                        + " document.getElementById(id).options[0].kept)"))
                .isEqualTo(true);
    }

    @Test
    void theWarningOfSilenceIsSaidOnceAMinuteAtMost() {
        TrainingPublisher publisher = new TrainingPublisher(run);
        publisher.publish(study(StudyStage.TRAINING, "single", Instant.now().minusSeconds(1200)));
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        browser.open(page("study", "en"));
        browser.await("#silent", "No news for 20 min.");
    }

    @Test
    void aPageThatSleptShowsWhatIsNewWhenItWakes() {
        TrainingPublisher publisher = new TrainingPublisher(run);
        publisher.publish(arm("single", ArmSnapshot.State.TRAINING, 20));
        publisher.publish(epoch("single", 1, 0.7));
        browser.open(page("training", "en"));
        browser.await("#auc .u-legend", "0.700");
        browser.sleep();
        try {
            publisher.publish(epoch("single", 2, 0.8));
            browser.wake();
            browser.await("#auc .u-legend", "0.800");
        } finally {
            browser.renew();
        }
    }

    private URI page(String page, String language) {
        return ui.address().resolve("/" + page + "?lang=" + language);
    }

    private static Object pixels(String chart) {
        return browser.script("return document.querySelector('" + chart + " canvas').toDataURL()");
    }

    /** Those that are neither grey nor transparent. */
    private static long colouredPixels(String chart) {
        return (Long)
                browser.script(
                        "const canvas = document.querySelector('"
                                + chart
                                + " canvas'); const data = canvas.getContext('2d').getImageData(0,"
                                + " 0, canvas.width, canvas.height).data; let n = 0; for (let i ="
                                + " 0; i < data.length; i += 4) {   const [r, g, b, a] ="
                                + " data.slice(i, i + 4);   if (a > 100 && Math.max(r, g, b) -"
                                + " Math.min(r, g, b) > 60) n++; } return n;");
    }
}
