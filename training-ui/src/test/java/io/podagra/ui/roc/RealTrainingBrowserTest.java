package io.podagra.ui.roc;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Part;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.ui.InBrowser;
import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.storage.TinyNetwork;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network that learns while the browser looks on. */
class RealTrainingBrowserTest extends InBrowser {
    private static final int EPOCHS = 4;
    private static final int ITERATIONS_AN_EPOCH = 5;
    private static final String LEGEND = "#validation-roc + .legend";
    private static final String CHART = "#auc-by-epoch canvas";

    @Test
    void theCurveGrowsEpochByEpochAndAReplayIsTheSame(@TempDir Path folder) {
        List<Object> curves = new ArrayList<>();
        String live;
        try (RunStatsStorage recorded = RunStatsStorage.open(folder);
                TrainingUi pages = TrainingUi.start(UiSettings.onPort(0))) {
            pages.attach(recorded.storage());
            browser.open(pages.address().resolve("/roc?lang=en"));
            browser.await("main", "No curve yet");
            browser.script("window.notReloaded = true");
            TinyNetwork.train(
                    new EachEpoch(new RocPublisher(recorded), curves),
                    EPOCHS * ITERATIONS_AN_EPOCH);
            live = browser.text(LEGEND);
            assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
            browser.open(pages.address().resolve("/study"));
        }
        assertThat(curves).hasSize(EPOCHS).doesNotHaveDuplicates();
        assertThat(live).contains("epoch " + EPOCHS);

        try (RunStatsStorage replayed = RunStatsStorage.replay(folder);
                TrainingUi pages = TrainingUi.start(UiSettings.onPort(0))) {
            pages.attach(replayed.storage());
            browser.open(pages.address().resolve("/roc?lang=en"));
            browser.await(LEGEND, "epoch " + EPOCHS);
            assertThat(browser.text(LEGEND)).isEqualTo(live);
            assertThat(pixels()).isEqualTo(curves.get(EPOCHS - 1));
            browser.open(pages.address().resolve("/study"));
        }
    }

    private static Object pixels() {
        return browser.script("return document.querySelector('" + CHART + "').toDataURL()");
    }

    /** Publishes the network's curve after each epoch, and waits until the page has drawn it. */
    private static final class EachEpoch extends BaseTrainingListener {
        private final RocPublisher publisher;
        private final List<Object> curves;

        EachEpoch(RocPublisher publisher, List<Object> curves) {
            this.publisher = publisher;
            this.curves = curves;
        }

        @Override
        public void iterationDone(Model model, int iteration, int ignored) {
            int epoch = (iteration + 1) / ITERATIONS_AN_EPOCH;
            if ((iteration + 1) % ITERATIONS_AN_EPOCH != 0) {
                return;
            }
            publisher.publish(
                    RocSnapshot.ofArm(
                            new RocSeries("single", RocSeries.ALL, Part.VALIDATION),
                            epoch,
                            RocResult.onValidation(scores((MultiLayerNetwork) model)),
                            false,
                            Instant.now()));
            browser.await(LEGEND, "epoch " + epoch);
            curves.add(pixels());
        }

        private static LabelledScores scores(MultiLayerNetwork network) {
            INDArray output = network.output(network.getInput().dup());
            double[] scores = output.getColumn(1).toDoubleVector();
            boolean[] abnormal = new boolean[scores.length];
            for (int row = 0; row < abnormal.length; row++) {
                abnormal[row] = row / 8 % 2 == 1;
            }
            return LabelledScores.of(scores, abnormal);
        }
    }
}
