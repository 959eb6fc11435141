package io.podagra.cli.study;

import io.podagra.data.Part;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.RocCurve;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Validation;
import io.podagra.ui.roc.RocPoint;
import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.roc.RocSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** The ROC curves of a study on their page: of validation images after each epoch, then of test. */
final class RocPage implements StudyListener {
    private final RocPublisher publisher;
    private final boolean synthetic;

    RocPage(RocPublisher publisher, boolean synthetic) {
        this.publisher = publisher;
        this.synthetic = synthetic;
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        LabelledScores scores = ValidationAuc.labelled(validation.scores());
        String set = arm.view().map(view -> view.name()).orElse(RocSnapshot.ALL);
        publisher.publish(snapshot(arm.name(), set, Part.VALIDATION, result.epoch(), scores));
    }

    /** Shows both methods on the test images. */
    void evaluation(ScoreTable test) {
        for (Method method : test.methods()) {
            publisher.publish(testSnapshot(method, StudyMetrics.ALL, test));
            for (String view : test.views()) {
                publisher.publish(testSnapshot(method, view, test.forView(view)));
            }
        }
    }

    private RocSnapshot testSnapshot(Method method, String set, ScoreTable table) {
        return snapshot(method.word(), set, Part.TEST, 0, table.scores(method));
    }

    private RocSnapshot snapshot(
            String arm, String set, Part part, int epoch, LabelledScores scores) {
        Figure<RocCurve> curve = RocCurve.of(scores);
        return new RocSnapshot(
                arm,
                set,
                part,
                epoch,
                curve.value()
                        .map(known -> OptionalDouble.of(known.auc()))
                        .orElseGet(OptionalDouble::empty),
                curve.value().map(RocPage::points).orElseGet(List::of),
                scores.positives(),
                scores.negatives(),
                synthetic,
                Instant.now());
    }

    private static List<RocPoint> points(RocCurve curve) {
        return curve.points().stream()
                .map(
                        point ->
                                new RocPoint(
                                        point.falsePositiveRate(),
                                        point.truePositiveRate(),
                                        point.threshold()))
                .toList();
    }
}
