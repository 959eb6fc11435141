package io.podagra.ui.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.ui.InBrowser;
import io.podagra.ui.VisibleWords;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.storage.TinyNetwork;
import io.podagra.ui.training.TrainingPublisher;
import io.podagra.ui.training.Trainings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deeplearning4j's pages as a browser shows them, of a network like ResNet-50 and of a small one.
 */
class StockBrowserTest extends InBrowser {
    /** Vertices and parameters of a network, facts of the machine, names of software, units. */
    private static final String NAMES =
            "(?:stem|res|bn|act|short)[-\\w]*|avgpool|output|input|head|study-\\w+|"
                + "ROC|Podagra|English|L2|ComputationGraph|MultiLayerNetwork|JVM|GPU|ND4J|[kMGT]?B|"
                + "W|b|gamma|beta|log10|Adam|Relu|relu|identity|softmax|SD|max|MAX|AVG";

    /** The charts follow a window that has changed a moment later. */
    private static final String FITS =
            "return [...document.querySelectorAll('canvas')].every((drawn) =>"
                    + " drawn.getBoundingClientRect().right <= innerWidth)";

    private static RunStatsStorage trained;

    @BeforeAll
    static void train() {
        trained = RunStatsStorage.inMemory("study");
        ResNetLikeGraph.train(trained.statsListener("single", 1), 14);
        TinyNetwork.train(trained.statsListener("dorsal", 2), 10);
        new TrainingPublisher(trained).publish(Trainings.begun(false));
    }

    @ParameterizedTest
    @CsvSource({"overview,en", "overview,zh", "model,en", "model,zh", "system,en", "system,zh"})
    void aPageFitsALaptopAndAPhoneInEveryLanguageAndColour(String page, String language)
            throws IOException {
        ui.attach(trained.storage());
        open(page, "?session=study-single&lang=" + language);
        awaitData(page);
        for (String colours : List.of("light", "dark")) {
            browser.prefer(colours);
            for (int width : new int[] {LAPTOP, PHONE}) {
                browser.resize(width, 800);
                browser.awaitScript(FITS);
                assertThat(overflow()).as("overflow at %d", width).isZero();
                browser.screenshot("%s-%s-%s-%d".formatted(page, language, colours, width));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "model", "system"})
    void noWordIsInTheOtherLanguage(String page) {
        ui.attach(trained.storage());
        open(page, "?session=study-single&lang=zh");
        awaitData(page);
        String facts =
                page.equals("system")
                        ? String.join(
                                        "|",
                                        quoted(
                                                "#hostName",
                                                "#OS",
                                                "#OSArchitecture",
                                                "#jvmName",
                                                "#jvmVersion",
                                                "#nd4jBackend",
                                                "#nd4jDataType"))
                                + "|"
                        : "";
        assertThat(VisibleWords.latin(browser, facts + NAMES)).isEmpty();
        open(page, "?session=study-single&lang=en");
        awaitData(page);
        assertThat(VisibleWords.chinese(browser)).isEmpty();
    }

    @Test
    void theChartsOfAllLayersGroupThemByStage() {
        ui.attach(trained.storage());
        open("overview", "?session=study-single");
        browser.await(
                "#updateRatioChart + .legend",
                "stem (1) res2 (10) res3 (13) res4 (19) res5 (10) head (1)");
        String lines = "return $('#updateRatioChart').data('plot').getData().length";
        assertThat(browser.script(lines)).isEqualTo(54L + 4);
        browser.click("#updateRatioChart + .legend button:nth-of-type(4)");
        browser.awaitScript("return $('#updateRatioChart').data('plot').getData().length === 38");
        browser.click("[data-argument=stdevGradients]");
        browser.awaitScript(
                "return document.querySelector('[data-argument=stdevGradients]').ariaPressed ==="
                        + " 'true'");
        browser.await("#stdevChart + .legend", "res4 (19)");
    }

    @Test
    void startAndRuntimeAreFilled() {
        ui.attach(trained.storage());
        open("overview", "?session=study-single");
        browser.await("#modelType", "ComputationGraph");
        assertThat(browser.text("#startTime")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(browser.text("#totalRuntime")).matches("[\\d.]+ (s|min \\d+ s)");
        assertThat(browser.text("#nLayers")).isEqualTo("159");
    }

    @Test
    void aLayerIsFoundByStageByNameAndInTheList() throws IOException {
        ui.attach(trained.storage());
        open("model", "?session=study-single");
        awaitGraph();
        browser.click("#stage-res4");
        assertThat(inView("res4a_branch2a")).isTrue();
        assertThat(inView("stem-cnn1")).isFalse();
        browser.type("#layer-search", "res5c_branch2b");
        browser.await("#layerInfo", "res5c_branch2b");
        assertThat(inView("res5c_branch2b")).isTrue();
        assertThat(
                        browser.script(
                                "return"
                                    + " document.querySelector('#layer-select').selectedOptions[0].text"))
                .isEqualTo("res5c_branch2b (Convolution)");
        browser.script(
                "const select ="
                    + " document.querySelector('#layer-select');document.querySelector('#layer-search').value"
                    + " = '';document.querySelector('#layer-search').dispatchEvent(new"
                    + " Event('input'));select.value = [...select.options].find((o) =>"
                    + " o.text.startsWith('bn3a_branch2a ')).value;select.dispatchEvent(new"
                    + " Event('change'))");
        browser.await("#layerInfo", "bn3a_branch2a");
        browser.await("#meanmag + .legend", "gamma");
    }

    @Test
    void anotherArmIsChosenInThePage() {
        ui.attach(trained.storage());
        open("model", "?session=study-dorsal");
        awaitGraph();
        browser.await("#run-name", "study-dorsal");
        assertThat(browser.script("return cy.nodes().length")).isEqualTo(4L);
        browser.script(
                "const select = document.querySelector('#sessionSelect');select.value ="
                        + " 'study-single'; select.dispatchEvent(new Event('change'))");
        browser.await("#run-name", "study-single");
        browser.awaitScript("return window.cy?.nodes().length > 100");
    }

    @Test
    void theRunOfTheAddressIsShownAndKept() {
        RunStatsStorage other = begun("other", false);
        ui.attach(trained.storage());
        ui.attach(other.storage());
        open("overview", "?run=other");
        browser.await("#run-name", "other-single");
        assertThat(browser.script("return document.querySelector('.site nav a').search"))
                .isEqualTo("?run=other");
        open("system", "?run=study");
        browser.await("#run-name", "study-");
        other.close();
    }

    @Test
    void aPageWithoutTrainingSaysSo() throws IOException {
        for (String page : List.of("overview", "model", "system")) {
            open(page, "");
            browser.await("#stock-empty", "No training has reported yet");
            browser.await("#connection", "Live");
        }
        browser.screenshot("system-empty");
    }

    @Test
    void aSyntheticRunIsMarked() {
        RunStatsStorage demo = begun("phantom", true);
        ui.attach(demo.storage());
        ui.attach(trained.storage());
        open("overview", "?session=phantom-single");
        browser.await("#synthetic", "Synthetic data");
        open("overview", "?session=study-single");
        browser.await("#modelType", "ComputationGraph");
        browser.awaitScript("return document.querySelector('#synthetic').hidden");
        demo.close();
    }

    @Test
    void aRunWhoseNameBeginsLikeAnothersIsNotTakenForIt() {
        RunStatsStorage first = begun("phantom", true);
        RunStatsStorage second = begun("phantom-2", false);
        ui.attach(first.storage());
        ui.attach(second.storage());
        open("overview", "?run=phantom-2");
        browser.await("#run-name", "phantom-2-single");
        assertThat(browser.text("#synthetic")).isEmpty();
        open("overview", "?run=phantom");
        browser.await("#run-name", "phantom-single");
        browser.await("#synthetic", "Synthetic data");
        first.close();
        second.close();
    }

    /** The server stumbles once while the session is set. */
    @Test
    void theSessionOfTheAddressIsChosenAgainWhenThatFailed() {
        RunStatsStorage other = begun("other", false);
        ui.attach(trained.storage());
        ui.attach(other.storage());
        open("overview", "?session=study-single");
        browser.await("#run-name", "study-single");
        browser.beforeNextPage(
                "const real = window.fetch; let failed = false;"
                        + "window.fetch = (where, options) => {"
                        + "  if (!failed && String(where).includes('/sessions/set/')) {"
                        + "    failed = true; return Promise.reject(new TypeError('away'));"
                        + "  }"
                        + "  return real(where, options); };");
        open("overview", "?session=other-single");
        browser.await("#run-name", "other-single");
        other.close();
    }

    private static RunStatsStorage begun(String name, boolean synthetic) {
        RunStatsStorage begun = RunStatsStorage.inMemory(name);
        new TrainingPublisher(begun).publish(Trainings.begun(synthetic));
        TinyNetwork.train(begun.statsListener("single", 2), 4);
        return begun;
    }

    private void open(String page, String query) {
        // Else the language of the test before.
        String chosen =
                query.contains("lang=") ? query : query + (query.isEmpty() ? "?" : "&") + "lang=en";
        browser.open(ui.address().resolve("/train/" + page + chosen));
    }

    private static void awaitData(String page) {
        switch (page) {
            case "overview" -> browser.await("#modelType", "ComputationGraph");
            case "model" -> {
                awaitGraph();
                browser.script("cy.nodes()[2].emit('click')");
                browser.await("#layerInfo", "stem-cnn1");
                browser.awaitScript("return Boolean($('#learningrate').data('plot'))");
            }
            default -> browser.await("#jvmName", "VM");
        }
    }

    private static void awaitGraph() {
        browser.awaitScript("return Boolean(window.cy) && cy.nodes().length > 1");
    }

    private static boolean inView(String layer) {
        return (Boolean)
                browser.script(
                        "const node = cy.nodes().filter((n) => n.data('name').endsWith('\\n"
                                + layer
                                + "'));"
                                + "const {x, y} = node.renderedPosition();"
                                + "return x > 0 && y > 0 && x < cy.width() && y < cy.height()");
    }

    private static List<String> quoted(String... cells) {
        return List.of(cells).stream()
                .map(browser::text)
                .map(java.util.regex.Pattern::quote)
                .toList();
    }
}
