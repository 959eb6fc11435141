package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.NestedSubsets;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.eval.LearningCurve;
import io.podagra.eval.LearningCurve.Kind;
import io.podagra.eval.LearningCurve.Point;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the learning curve of what its trainings left in the run folder, and keeps it there. */
final class LearningCurveReport {
    private final Split split;
    private final RunFolder run;
    private final int views;

    LearningCurveReport(Split split, RunFolder run, List<Arm> arms) {
        this.split = split;
        this.run = run;
        this.views = arms.size() - 1;
    }

    /**
     * @param test scores by the networks that were trained on all training patients
     * @return empty if none is planned
     */
    Optional<LearningCurve> write(LearningCurvePlan plan, ScoreTable test) throws IOException {
        if (!plan.wanted()) {
            return Optional.empty();
        }
        List<CohortImage> training = split.images(Part.TRAIN);
        List<Point> points =
                new ArrayList<>(points(Kind.FRACTION, new NestedSubsets.Subset(1, training), test));
        for (LearningCurvePlan.TrainingPart part : plan.parts()) {
            List<ArmWork> works =
                    part.arms().stream().map(arm -> ArmWork.part(arm, part, run)).toList();
            points.addAll(
                    points(
                            part.kind(),
                            part.subset(),
                            MethodScores.read(works).table(split.images(Part.TEST))));
        }
        LearningCurve curve = new LearningCurve(points);
        curve.write(run.learningCurveFile());
        return Optional.of(curve);
    }

    private List<Point> points(Kind kind, NestedSubsets.Subset subset, ScoreTable test) {
        return test.methods().stream()
                .map(
                        method ->
                                Point.of(
                                        kind,
                                        subset.fraction(),
                                        method,
                                        trainingImages(method, subset),
                                        subset.patients(),
                                        test))
                .toList();
    }

    private int trainingImages(Method method, NestedSubsets.Subset subset) {
        int images = subset.images().size();
        return method == Method.SINGLE ? images : Math.round((float) images / views);
    }
}
