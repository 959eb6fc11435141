package io.podagra.ui.trials;

import static io.podagra.ui.trials.Searches.complete;
import static io.podagra.ui.trials.Searches.failed;
import static io.podagra.ui.trials.Searches.searching;
import static io.podagra.ui.trials.Searches.synthetic;
import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.InBrowser;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.trials.SearchSnapshot.Axis;
import io.podagra.ui.trials.SearchSnapshot.Stage;
import io.podagra.ui.trials.TrialSnapshot.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The trials page as a browser shows it. */
class TrialsBrowserTest extends InBrowser {
    private static final String EVIL =
            "<img src=nowhere onerror='window.hacked=1'><script>window.hacked=1</script>";

    private TrialsPublisher publisher;

    @BeforeEach
    void publish() {
        publisher = new TrialsPublisher(run);
    }

    @Test
    void aRunWithoutASearchSaysHowToMakeOne() throws IOException {
        openPage();
        browser.await("#empty", "No search has been made in this run");
        browser.await("#empty", "podagra tune");
        assertThat(browser.script("return document.querySelector('#search').hidden"))
                .isEqualTo(true);
        browser.screenshot("trials-empty");
    }

    @Test
    void thePagesLeadToOneAnother() {
        openPage();
        browser.click("nav a[href*='/roc']");
        browser.await("main", "No curve yet");
        browser.click("nav a[href*='/trials']");
        browser.await("#empty", "No search has been made");
        browser.click("nav a[href*='/train/overview']");
        browser.await("#stock-empty", "No training has reported yet");
        browser.click("nav a[href*='/trials']");
        browser.await("#empty", "No search has been made");
    }

    @Test
    void trialsAppearWhileThePageIsOpen() {
        publisher.publish(searching("single", 5));
        openPage();
        browser.await("#facts", "Trials done 0 of 5");
        browser.script("window.notReloaded = true");
        Object scores = pixels("#scores");

        publisher.publish(complete("single", 1, 0.7));

        browser.await("#facts", "Trials done 1 of 5");
        browser.await("#facts", "Best so far 0.700 trial 1");
        browser.await("#rows", "1 Complete 0.700");
        Object oneTrial = pixels("#scores");
        Object oneLine = pixels("#settings");
        assertThat(oneTrial).isNotEqualTo(scores);

        publisher.publish(running("single", 2, 0.6));
        browser.await("#rows", "2 Running 0.600");
        publisher.publish(running("single", 2, 0.6, 0.65));
        browser.await("#rows", "2 Running 0.650");
        publisher.publish(complete("single", 2, 0.81));
        publisher.publish(failed("single", 3, "Out of memory: 12 GiB are wanted."));

        browser.await("#facts", "Trials done 3 of 5");
        browser.await("#facts", "1 failed");
        browser.await("#facts", "Best so far 0.810 trial 2");
        browser.await("#rows", "Out of memory: 12 GiB are wanted.");
        assertThat(pixels("#scores")).isNotEqualTo(oneTrial);
        assertThat(pixels("#settings")).isNotEqualTo(oneLine);
        assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
    }

    @Test
    void thePageFollowsTheSearchThatGoesOnUntilAnArmIsChosen() {
        publisher.publish(searching("dorsal", 20));
        publisher.publish(complete("dorsal", 1, 0.7));
        openPage();
        browser.await("[aria-pressed='true']", "dorsal");
        publisher.publish(searching("medial", 20));
        publisher.publish(complete("medial", 2, 0.6));
        browser.await("#arms [aria-pressed='true']", "medial");
        browser.click("#arm-0");
        publisher.publish(complete("medial", 3, 0.65));
        browser.await("#arms", "medial network 2 of 20");
        assertThat(browser.text("#arms [aria-pressed='true']")).contains("dorsal");
    }

    @Test
    void theBestTrialComesFirstAndEveryColumnSorts() {
        publisher.publish(searching("single", 20));
        publisher.publish(complete("single", 1, 0.7));
        publisher.publish(failed("single", 2, "Why not."));
        publisher.publish(complete("single", 3, 0.9));
        publisher.publish(complete("single", 4, 0.8));
        openPage();
        browser.await("#rows", "3 Complete");
        assertThat(order()).isEqualTo("3 4 1 2");
        browser.click("#sort-trial");
        assertThat(order()).isEqualTo("1 2 3 4");
        browser.click("#sort-trial");
        assertThat(order()).isEqualTo("4 3 2 1");
        browser.script("document.querySelector('#sort-training\\\\.learningRate').click()");
        assertThat(order()).isEqualTo("1 2 3 4");
        assertThat(browser.text("[aria-sort='ascending']")).isEqualTo("learningRate");
        browser.click("#sort-score");
        browser.click("#sort-score");
        assertThat(order()).as("what has no score stays last").isEqualTo("1 4 3 2");
    }

    @Test
    void repeatsHaveAMeanAndADeviation() {
        publisher.publish(searching("single", 20));
        publisher.publish(complete("single", 1, 0.9));
        for (int repeat = 1; repeat <= 3; repeat++) {
            double score = 0.8 + 0.01 * repeat;
            publisher.publish(
                    Searches.trial(
                            "single", 1, repeat, State.COMPLETE, Map.of(), List.of(score), ""));
        }
        openPage();
        // 0.81, 0.82, 0.83: the search's own 0.9, which was chosen for being high, is left out.
        browser.await("#rows", "0.820 ± 0.010 (3)");
        browser.await("#facts", "Trials done 1 of 20");
    }

    @Test
    void aTrialUnderThePointerIsToldAndKeptByAClick() throws IOException {
        publisher.publish(searching("single", 5));
        publisher.publish(complete("single", 1, 0.7));
        publisher.publish(failed("single", 2, "The loss became NaN."));
        publisher.publish(complete("single", 3, 0.9));
        openPage();
        browser.await("#rows", "3 Complete");
        browser.script("document.querySelector('#scores').scrollIntoView({block: 'center'})");
        pointAt("#scores", 2, 0.65);
        browser.await("#tip", "Trial 2");
        browser.await("#tip", "The loss became NaN.");
        pointAt("#scores", 3, 0.9);
        browser.await("#tip", "Trial 3 state Complete score 0.900");
        browser.await("#tip", "training.learningRate 3e-5");
        assertThat(browser.text("#rows .pointed")).startsWith("3 ");
        browser.screenshot("trials-pointer");
        pointAt("#curves", 2, 0.7);
        browser.await("#tip", "Trial 1");
        browser.script("document.querySelector('#trial-3').click()");
        browser.await("#picked-text", "Trial 3: complete, score 0.900.");
        assertThat(browser.text("#rows .picked")).startsWith("3 ");
        browser.click("#release");
        browser.await("#picked-text", "Point at a trial");
    }

    @Test
    void aRangeOnAnAxisChoosesTrials() throws IOException {
        publisher.publish(searching("single", 10));
        for (int trial = 1; trial <= 10; trial++) {
            publisher.publish(complete("single", trial, 0.5 + 0.04 * trial));
        }
        openPage();
        browser.await("#rows", "10 Complete");
        browser.script("document.querySelector('#settings').scrollIntoView({block: 'center'})");
        // The score's axis is the last one, 64 pixels from the right; 0.9 lies at its upper end.
        Long width =
                (Long) browser.script("return document.querySelector('#settings').clientWidth");
        browser.hover("#settings", width.intValue() - 64, 40);
        browser.drawDown(100);
        browser.await("#filtered-text", "of 10 trials within the ranges on the axes.");
        assertThat(order()).startsWith("10 9 8").doesNotEndWith(" 1");
        browser.screenshot("trials-range");
        publisher.publish(complete("single", 11, 0.88));
        browser.await("#filtered-text", "of 11 trials");
        assertThat(order()).startsWith("10 11 9");
        browser.click("#show-all");
        browser.await("#rows", "1 Complete");
        assertThat(browser.script("return document.querySelector('#filtered').hidden"))
                .isEqualTo(true);
    }

    @Test
    void theKeyboardReachesArmsColumnsAndTrialsAndKeepsItsPlace() {
        publisher.publish(searching("single", 5));
        publisher.publish(complete("single", 1, 0.7));
        publisher.publish(complete("single", 2, 0.8));
        openPage();
        browser.await("#rows", "2 Complete");
        browser.script("document.querySelector('#arm-0').focus()");
        for (int steps = 0; steps < 40 && !focused().equals("trial-1"); steps++) {
            browser.press(Keys.TAB);
        }
        assertThat(focused()).isEqualTo("trial-1");
        assertThat(browser.text("#rows .pointed")).startsWith("1 ");
        browser.press(Keys.ENTER);
        browser.await("#picked-text", "Trial 1: complete");
        publisher.publish(complete("single", 3, 0.9));
        browser.await("#rows", "3 Complete");
        assertThat(focused()).isEqualTo("trial-1");
    }

    @Test
    void whatOthersWroteIsTextAndNothingElse() {
        List<Axis> axes =
                List.of(Axis.category(EVIL, List.of(EVIL, "b")), Axis.linear("<b>x</b>", 0, 1));
        publisher.publish(
                new SearchSnapshot(
                        EVIL,
                        Searches.METHOD,
                        Stage.FINISHED,
                        axes,
                        5,
                        5,
                        Optional.of(1),
                        Map.of(EVIL, 0.5),
                        false,
                        Searches.NOON));
        publisher.publish(
                Searches.trial(
                        EVIL,
                        1,
                        0,
                        State.FAILED,
                        Map.of(EVIL, EVIL, "<b>x</b>", EVIL),
                        List.of(0.6, 0.7),
                        EVIL));
        openPage();
        browser.await("#rows", EVIL);
        browser.script("document.querySelector('#scores').scrollIntoView({block: 'center'})");
        pointAt("#curves", 2, 0.7);
        browser.await("#tip", EVIL);
        browser.script("document.querySelector('#trial-1').click()");
        browser.await("#picked-text", EVIL);
        assertThat(browser.script("return window.hacked === undefined")).isEqualTo(true);
        assertThat(browser.script("return document.querySelectorAll('img, b, main script').length"))
                .isEqualTo(0L);
    }

    @Test
    void aFinishedRunReplays(@TempDir Path folder) {
        try (RunStatsStorage written = RunStatsStorage.open(folder)) {
            Searches.publishFinished(new TrialsPublisher(written), "dorsal", 12, 1);
        }
        try (RunStatsStorage replayed = RunStatsStorage.replay(folder)) {
            ui.attach(replayed.storage());
            openPage();
            browser.await("#facts", "Finished");
            browser.await("#facts", "Trials done 12 of 12");
            ui.close();
        }
    }

    @Test
    void aWholeTuningFitsALaptopAndAPhone() throws IOException {
        Searches.publishFinished(publisher, "single", 50, 1);
        Searches.publishFinished(publisher, "dorsal", 50, 2);
        publisher.publish(synthetic(searching("medial", 50)));
        publisher.publish(complete("medial", 13, 0.81));
        publisher.publish(synthetic(searching("plantar", 50)));
        openPage();
        browser.await("#synthetic", "Synthetic data");
        browser.click("#arm-0");
        browser.await("#facts", "Trials done 50 of 50");
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            for (int width : new int[] {LAPTOP, PHONE}) {
                browser.resize(width, 800);
                assertThat(overflow()).as("overflow at %d", width).isZero();
                browser.screenshot("trials-" + scheme + "-" + width);
            }
        }
    }

    private void open(String language) {
        browser.open(ui.address().resolve("/trials?lang=" + language));
    }

    @Test
    void axesHaveRoundEndsAndNumbersAreShort() {
        openPage();
        String modules =
                "const { roundRange, standing } = await import('/assets/podagra/trial-model.js');"
                        + "const { number, duration } = await import('/assets/podagra/format.js');";
        assertThat(
                        browser.script(
                                "return (async () => {"
                                        + modules
                                        + "return [[0.53, 0.955], [0.81, 0.8349], [-3, 1000], [0.7,"
                                        + " 0.7]].map(([low, high]) => roundRange({ low, high"
                                        + " })).map(({ low, high, step }) => `${low} ${high}"
                                        + " ${step}`)})()"))
                .isEqualTo(
                        List.of(
                                "0.5 1 0.1",
                                "0.81 0.835 0.005",
                                "-500 1000 500",
                                "0.64 0.76 0.02"));
        assertThat(
                        browser.script(
                                "return (async () => {"
                                        + modules
                                        + "const search = { scores: { low: 0.5, middle: 0.8, high:"
                                        + " 0.9 } };return [0.5, 0.65, 0.8, 0.85, 0.9].map((score)"
                                        + " => standing(search, score).toFixed(2))})()"))
                .isEqualTo(List.of("0.00", "0.25", "0.50", "0.75", "1.00"));
        assertThat(
                        browser.script(
                                "return (async () => {"
                                        + modules
                                        + "return [0, 16, 0.05, 0.000316228, 1234.5].map(number)"
                                        + ".concat([0.42, 45.2, 61, 7260].map(duration))"
                                        + "})()"))
                .isEqualTo(
                        List.of(
                                "0",
                                "16",
                                "0.05",
                                "3.16e-4",
                                "1230",
                                "0.4 s",
                                "45 s",
                                "1 min 1 s",
                                "2 h 1 min"));
    }

    private void openPage() {
        open("en");
        browser.await("#connection", "Live");
    }

    private static TrialSnapshot running(String arm, int trial, Double... curve) {
        return Searches.trial(arm, trial, 0, State.RUNNING, Map.of(), List.of(curve), "");
    }

    /** The numbers of the trials in the table, from above. */
    private static String order() {
        return (String)
                browser.script(
                        "return [...document.querySelectorAll('#rows th')]"
                                + ".map(heading => parseInt(heading.textContent)).join(' ')");
    }

    private static String focused() {
        return (String) browser.script("return document.activeElement.id");
    }

    /** Points at a place of a chart, given in the units of its axes. */
    private static void pointAt(String chart, double x, double y) {
        String place =
                "echarts.getInstanceByDom(document.querySelector('%s')).convertToPixel('grid', [%s, %s])"
                        .formatted(chart, x, y);
        Number right = (Number) browser.script("return Math.round(" + place + "[0])");
        Number below = (Number) browser.script("return Math.round(" + place + "[1])");
        browser.hover(chart, right.intValue(), below.intValue());
    }

    private static Object pixels(String chart) {
        return browser.script("return document.querySelector('" + chart + " canvas').toDataURL()");
    }
}
