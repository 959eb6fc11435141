package io.podagra.ui.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.InBrowser;
import io.podagra.ui.VisibleWords;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The images page as a browser shows it. */
class ImagesBrowserTest extends InBrowser {
    /** What a Chinese page shows in Latin letters. */
    private static final String NAMES =
            "demo|Podagra|English|ROC|TGC|stats\\.db|images/p\\d+-\\w+\\.png";

    private static final List<String> ARMS = List.of("single", "dorsal", "medial", "plantar");

    @Test
    void anEmptyPageSaysWhatItWaitsFor() {
        publisher(true, false);
        open("");
        browser.await("#empty", "No pictures yet");
        assertThat(browser.text("main")).doesNotContain("switched off", "patients");
    }

    @Test
    void switchedOffThePageSaysSo() {
        publisher(false, false);
        open("");
        browser.await("#off", "ui.images is false");
        assertThat(browser.text("main")).doesNotContain("No pictures yet");
    }

    @Test
    void samplesAreShownWithWhatWasDoneToThem() throws IOException {
        ImagesPublisher publisher = publisher(true, true);
        publisher.publish(Pictures.samples(publisher, "single", 12));
        publisher.publish(Pictures.samples(publisher, "dorsal", 8));
        open("");
        browser.await("#synthetic", "Synthetic data");
        browser.await("#sample-cards", "images/p017-dorsal.png");
        assertThat(count("#sample-cards figure")).isEqualTo(8);
        browser.click("#scorer-0");
        browser.await("#sample-cards", "images/p050-single.png");
        assertThat(count("#sample-cards figure")).isEqualTo(12);
        assertThat(browser.text("#sample-cards")).contains("Epoch 4", "mirrored", "plantar");
        awaitPictures();
        assertThat(alt("#sample-0-2"))
                .isEqualTo(
                        "abnormal image, dorsal view, epoch 2: turned +0.0°, shift +1.9 -4.2 %,"
                                + " mirrored");
        screenshots("images-samples");
    }

    @Test
    void errorsFollowTheEpochsWithoutReloading() throws IOException {
        ImagesPublisher publisher = publisher(true, false);
        publisher.publish(Pictures.validation(publisher, "single", 1, true, 0.05));
        open("");
        browser.await("#missed", "Score 0.050");
        browser.script("window.notReloaded = true");

        publisher.publish(Pictures.validation(publisher, "single", 2, false, 0.031));
        browser.await("#missed", "Score 0.031");
        assertThat(browser.text("#errors-title"))
                .isEqualTo("Farthest from their label, validation · Epoch 2");
        assertThat(browser.text("#falseAlarms")).contains("Score 0.969");
        assertThat(browser.text("#privacy")).contains("images of patients");
        browser.click("#moment-best");
        browser.await("#errors-title", "Epoch 1");
        browser.await("#missed", "Score 0.050");
        assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
        awaitPictures();
        screenshots("images-errors");
    }

    @Test
    void theTestShowsBothScores() throws IOException {
        publishTest();
        open("");
        browser.await("#missed", "Score 0.021 multiple model 0.418");
        browser.click("#scorer-1");
        browser.await("#missed", "Score 0.021 single model 0.418");
        browser.click("#part-samples");
        browser.await("#samples-title", "Training samples");
        assertThat(browser.text("main")).doesNotContain("Score");
    }

    @Test
    void theKeyboardOpensAPictureGoesOnAndComesBack() throws IOException {
        publishTest();
        open("");
        browser.await("#missed", "Score 0.021");
        browser.script("document.getElementById('missed-0').focus()");
        browser.press(Keys.ENTER);
        browser.await("#zoom", "1 of 12");
        assertThat(browser.text("#zoom-facts"))
                .contains("abnormal", "single model 0.021", "multiple model 0.418");
        browser.press(Keys.ARROW_RIGHT);
        browser.await("#zoom", "2 of 12");
        browser.await("#zoom-facts", "0.061");
        browser.click("#zoom-pixels");
        assertThat(
                        browser.script(
                                "return getComputedStyle(document.querySelector('#zoom-frame"
                                        + " img')).imageRendering"))
                .isEqualTo("pixelated");
        awaitPictures();
        browser.screenshot("images-zoom-1280");
        browser.resize(PHONE, 800);
        assertThat(overflow()).isZero();
        browser.screenshot("images-zoom-390");
        browser.press(Keys.ESCAPE);
        browser.awaitScript("return !document.getElementById('zoom').open");
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("missed-0");
    }

    @Test
    void inChineseNoWordIsEnglish() throws IOException {
        publishTest();
        open("?lang=zh");
        browser.await("#missed", "评分 0.021 多模型 0.418");
        screenshots("images-zh");
        assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        browser.click("#part-samples");
        browser.await("#sample-cards", "左右镜像");
        assertThat(VisibleWords.latin(browser, NAMES)).isEmpty();
        assertThat(alt("#sample-0-2")).isEqualTo("异常图像，背侧切面，第 2 轮：旋转 +0.0°、平移 +1.9 -4.2 %、左右镜像");
        awaitPictures();
        browser.screenshot("images-zh-samples-390");
        open("?lang=en");
    }

    @Test
    void whatSpeaksForAbnormalIsBelowAPictureWhereThereIsOne() {
        ImagesPublisher publisher = publisher(true, true);
        publisher.publish(Pictures.explained(publisher));
        open("");
        browser.await("#explained-note", "what speaks for abnormal in it to the network");
        assertThat(count("#missed li")).isEqualTo(2);
        assertThat(count("#missed button")).isEqualTo(3);
        assertThat(alt("#missed-0-explained"))
                .isEqualTo(
                        "abnormal image, dorsal view, with what speaks for abnormal to the"
                                + " network");
    }

    @Test
    void withoutSuchPicturesNothingIsSaidOfThem() {
        publishTest();
        open("");
        browser.await("#missed", "Score 0.021");
        assertThat(browser.text("#errors")).doesNotContain("speaks for");
    }

    @Test
    void anImageWithoutAPictureIsListedAllTheSame() {
        ImagesPublisher publisher = publisher(true, false);
        publisher.publish(Pictures.withoutPicture("dorsal"));
        open("");
        browser.await("#missed", "No picture");
        assertThat(browser.text("#missed")).contains("images/late.png", "Score 0.250");
        browser.await("#falseAlarms", "There is no such image.");
    }

    private ImagesPublisher publisher(boolean kept, boolean synthetic) {
        return new ImagesPublisher(run, ARMS, kept, synthetic);
    }

    private void publishTest() {
        ImagesPublisher publisher = publisher(true, false);
        publisher.publish(Pictures.samples(publisher, "single", 12));
        publisher.publish(Pictures.validation(publisher, "single", 3, true, 0.05));
        publisher.publish(Pictures.test(publisher, "single"));
        publisher.publish(Pictures.test(publisher, "multiple"));
    }

    private void open(String query) {
        browser.open(ui.address().resolve("/images" + query));
    }

    private static void screenshots(String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            for (int width : new int[] {LAPTOP, PHONE}) {
                browser.resize(width, 800);
                assertThat(overflow()).as("overflow at %d", width).isZero();
                browser.screenshot("%s-%s-%d".formatted(name, scheme, width));
            }
        }
    }

    /** Those below the fold are fetched once somebody scrolls there. */
    private static void awaitPictures() {
        browser.script(
                "document.querySelectorAll('main img').forEach((img) => img.loading = 'eager')");
        browser.awaitScript(
                "return [...document.querySelectorAll('main img')].every((img) => img.complete &&"
                        + " img.naturalWidth > 0)");
    }

    private static long count(String css) {
        return (Long) browser.script("return document.querySelectorAll('" + css + "').length");
    }

    private static Object alt(String css) {
        return browser.script("return document.querySelector('" + css + " img').alt");
    }
}
