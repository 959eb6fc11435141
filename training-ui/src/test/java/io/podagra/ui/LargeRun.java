package io.podagra.ui;

import static io.podagra.ui.roc.Evaluations.comparison;
import static io.podagra.ui.roc.Evaluations.multiple;
import static io.podagra.ui.roc.Evaluations.test;
import static io.podagra.ui.roc.Evaluations.validation;

import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.stock.ResNetLikeGraph;
import io.podagra.ui.storage.RunStatsStorage;
import io.podagra.ui.training.TrainingPublisher;
import io.podagra.ui.training.Trainings;
import io.podagra.ui.trials.Searches;
import io.podagra.ui.trials.TrialsPublisher;
import java.util.List;
import java.util.Map;

/**
 * A run as large as they get (issue 9): 100 epochs of 4 arms, each of which was searched for in 50
 * trials. Its records are hand-made; nothing but a small network of ResNet-50's shape is trained.
 */
public final class LargeRun {
    private static final List<String> VIEWS = List.of("dorsal", "medial", "plantar");
    private static final int EPOCHS = 100;
    private static final int TRIALS = 50;
    private static final int LOSSES_AN_EPOCH = 20;
    private static final int FEW = 8;

    private LargeRun() {}

    /**
     * Publishes it.
     *
     * @param reports of Deeplearning4j's curves, of the single model; its pages show one network
     */
    public static void publish(RunStatsStorage run, int reports) {
        Trainings.publishRun(new TrainingPublisher(run), EPOCHS, LOSSES_AN_EPOCH);
        TrialsPublisher trials = new TrialsPublisher(run);
        RocPublisher roc = new RocPublisher(run);
        VIEWS.forEach(view -> publishArm(run, trials, view, Math.min(reports, FEW)));
        publishArm(run, trials, "single", reports); // last, so that Deeplearning4j's pages show it
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            publishEpoch(roc, epoch);
        }
        for (String set : List.of("all", "dorsal", "medial", "plantar")) {
            roc.publish(test("single", set, 0.91));
            roc.publish(test("multiple", set, 0.9));
            roc.publish(comparison(set, 0.01));
        }
    }

    private static void publishArm(
            RunStatsStorage run, TrialsPublisher trials, String arm, int reports) {
        Searches.publishFinished(trials, arm, TRIALS, arm.hashCode());
        ResNetLikeGraph.train(run.statsListener(arm, 1), reports);
    }

    private static void publishEpoch(RocPublisher roc, int epoch) {
        double auc = 0.92 - 0.3 * Math.exp(-epoch / 12.0);
        roc.publish(validation("single", epoch, auc));
        for (String view : VIEWS) {
            roc.publish(validation("single", view, epoch, auc));
            roc.publish(validation(view, epoch, auc));
        }
        roc.publish(
                multiple(epoch, Map.of("dorsal", epoch, "medial", epoch, "plantar", epoch), auc));
    }
}
