package io.podagra.ui.storage;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@link StatsListener}, except that its failures do not stop training and that it
 * writes {@link CurveReport}s and {@link NetworkReport}s.
 */
final class CurveListener implements TrainingListener {
    private final TrainingListener stats;
    private final Failsafe failsafe;
    private Class<?> network = Model.class;

    CurveListener(CurveSeries series, String sessionId) {
        this.stats =
                new StatsListener(
                        series, null, new CurveSettings(series), sessionId, JsonRecord.WORKER_ID) {
                    @Override
                    public StatsInitializationReport getNewInitializationReport() {
                        return new NetworkReport(network);
                    }

                    @Override
                    public StatsReport getNewStatsReport() {
                        return new CurveReport();
                    }
                };
        this.failsafe = new Failsafe("The training curves of " + sessionId);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        network = model.getClass();
        failsafe.run(() -> stats.iterationDone(model, iteration, epoch));
    }

    @Override
    public void onEpochStart(Model model) {
        failsafe.run(() -> stats.onEpochStart(model));
    }

    @Override
    public void onEpochEnd(Model model) {
        failsafe.run(() -> stats.onEpochEnd(model));
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        failsafe.run(() -> stats.onForwardPass(model, activations));
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        failsafe.run(() -> stats.onForwardPass(model, activations));
    }

    @Override
    public void onGradientCalculation(Model model) {
        failsafe.run(() -> stats.onGradientCalculation(model));
    }

    @Override
    public void onBackwardPass(Model model) {
        failsafe.run(() -> stats.onBackwardPass(model));
    }
}
