package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Part;
import io.podagra.data.View;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.SetMetrics;
import io.podagra.eval.StudyMetrics;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.Scores;
import io.podagra.model.training.Validation;
import io.podagra.ui.roc.RocComparison;
import io.podagra.ui.roc.RocPublisher;
import io.podagra.ui.roc.RocResult;
import io.podagra.ui.roc.RocSeries;
import io.podagra.ui.roc.RocSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The ROC curves of a study on their page: of validation images after each epoch, then of test. */
final class RocPage implements StudyListener {
    private final RocPublisher publisher;
    private final Study study;
    private final MultipleSoFar multiple;

    RocPage(RocPublisher publisher, Study study) {
        this.publisher = publisher;
        this.study = study;
        this.multiple = new MultipleSoFar(study.arms());
    }

    @Override
    public void onEpoch(Arm arm, EpochResult result, Validation validation) {
        int epoch = result.epoch();
        Scores scores = validation.scores();
        publish(arm, arm.view().map(View::name).orElse(RocSeries.ALL), epoch, scores);
        if (arm.view().isEmpty()) {
            publishViews(arm, epoch, scores);
        } else {
            multiple.put(arm, epoch, scores);
            multiple.scores().ifPresent(all -> publishMultiple(epoch, all));
        }
    }

    /** Its own curves are there from the earlier start; its part in the multiple model is not. */
    @Override
    public void onArmSkipped(Arm arm) {
        if (arm.view().isEmpty()) {
            return;
        }
        try {
            multiple.put(arm, study.keptEpoch(arm), study.keptValidationScores(arm));
        } catch (IOException | InvalidInputException exception) {
            // Both files were read a moment ago. A page must not stop the study: the multiple model
            // has no curve until the test images.
        }
    }

    /** Shows both methods on the test images, and what sets them apart. */
    void evaluation(ScoreTable test, StudyMetrics metrics) {
        metrics.sets()
                .forEach(
                        (set, figures) ->
                                evaluation(
                                        set,
                                        set.equals(StudyMetrics.ALL) ? test : test.forView(set),
                                        figures,
                                        metrics.operatingPoints().chosenOnValidation()));
    }

    private void evaluation(
            String set, ScoreTable test, SetMetrics figures, boolean chosenOnValidation) {
        for (Method method : test.methods()) {
            publisher.publish(
                    RocSnapshot.ofMethod(
                            new RocSeries(method.word(), set, Part.TEST),
                            RocResult.onTest(test.scores(method), figures.methods().get(method)),
                            study.synthetic(),
                            Instant.now()));
        }
        figures.comparison()
                .ifPresent(
                        comparison ->
                                publisher.publish(
                                        RocComparison.of(
                                                set, figures, comparison, chosenOnValidation)));
    }

    private void publishViews(Arm arm, int epoch, Scores scores) {
        List<CohortImage> images = study.images(arm, Part.VALIDATION);
        for (View view : images.stream().map(CohortImage::view).distinct().sorted().toList()) {
            int[] own =
                    IntStream.range(0, images.size())
                            .filter(image -> images.get(image).view().equals(view))
                            .toArray();
            publish(
                    arm,
                    view.name(),
                    epoch,
                    new Scores(
                            IntStream.of(own).mapToObj(scores.probabilities()::get).toList(),
                            IntStream.of(own).mapToObj(scores.abnormal()::get).toList()));
        }
    }

    private void publish(Arm arm, String set, int epoch, Scores scores) {
        publisher.publish(
                RocSnapshot.ofArm(
                        new RocSeries(arm.name(), set, Part.VALIDATION),
                        epoch,
                        RocResult.onValidation(ValidationAuc.labelled(scores)),
                        study.synthetic(),
                        Instant.now()));
    }

    private void publishMultiple(int epoch, Scores scores) {
        publisher.publish(
                new RocSnapshot(
                        new RocSeries(RocSeries.MULTIPLE, RocSeries.ALL, Part.VALIDATION),
                        epoch,
                        multiple.epochs(),
                        RocResult.onValidation(ValidationAuc.labelled(scores)),
                        study.synthetic(),
                        Instant.now()));
    }
}
