package io.podagra.eval;

import io.podagra.data.Label;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Inputs of whole evaluations, drawn at random or bad in one way. */
public final class Examples {
    public static final EvaluationSettings SETTINGS =
            EvaluationSettings.defaults().withBootstrapRedraws(100);

    private Examples() {}

    /** Both methods, three views, validation scores, two devices and one seldom used. */
    public static EvaluationInput full() {
        List<ScoredImage> images = new ArrayList<>();
        for (ScoredImage image : Samples.random("t", 60, 9, 1).images()) {
            int patient = Integer.parseInt(image.patientId().substring(2));
            String device = patient == 0 ? "" : patient % 2 == 0 ? "E9" : "Aplio, 500";
            images.add(image.with(Map.of("device", device)));
        }
        ScoreTable validation = Samples.random("v", 40, 9, 2);
        return new EvaluationInput(
                ScoreTable.of(images),
                Optional.of(validation),
                OperatingPoints.fromValidation(validation),
                SETTINGS,
                Optional.of(learningCurve()));
    }

    private static LearningCurve learningCurve() {
        return new LearningCurve(
                List.of(
                        point(LearningCurve.Kind.EQUAL_N, 0.34, Method.SINGLE, 0.81),
                        point(LearningCurve.Kind.FRACTION, 0.5, Method.SINGLE, 0.85),
                        point(LearningCurve.Kind.FRACTION, 0.5, Method.MULTIPLE, 0.79),
                        point(LearningCurve.Kind.FRACTION, 1, Method.SINGLE, 0.88),
                        point(LearningCurve.Kind.FRACTION, 1, Method.MULTIPLE, 0.86)));
    }

    private static LearningCurve.Point point(
            LearningCurve.Kind kind, double fraction, Method method, double auc) {
        return new LearningCurve.Point(
                kind,
                fraction,
                method,
                (int) (1000 * fraction),
                (int) (100 * fraction),
                Figure.of(auc),
                Figure.of(new Interval(auc - 0.04, auc + 0.04)));
    }

    /** Inputs for which much is undefined, by what is wrong with them. */
    public static Map<String, EvaluationInput> poor() {
        return Map.of(
                "one class", alone(images(12, 4, i -> Label.NORMAL, i -> i / 12.0)),
                "one patient", alone(images(12, 1, Examples::alternating, i -> i / 12.0)),
                "equal scores", alone(images(12, 4, Examples::alternating, i -> 0.5)),
                "three rows", alone(images(3, 3, Examples::alternating, i -> i / 3.0)),
                "one row", alone(images(1, 1, Examples::alternating, i -> 0.3)),
                "parted classes", alone(images(12, 4, Examples::alternating, i -> i % 2)),
                "one method", alone(oneMethod()));
    }

    private static Label alternating(int image) {
        return image % 2 == 0 ? Label.NORMAL : Label.ABNORMAL;
    }

    private static List<ScoredImage> images(
            int count, int patients, IntFunction<Label> label, IntToDoubleFunction score) {
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(
                    Samples.image(
                            i + ".png",
                            "p" + i % patients,
                            i % 3 == 0 ? "dorsal" : "medial",
                            label.apply(i),
                            score.applyAsDouble(i),
                            score.applyAsDouble(i)));
        }
        return images;
    }

    private static List<ScoredImage> oneMethod() {
        return Samples.random("t", 20, 3, 5).images().stream()
                .map(
                        image ->
                                new ScoredImage(
                                        image.imageId(),
                                        image.patientId(),
                                        image.view(),
                                        image.label(),
                                        Map.of(
                                                Method.SINGLE,
                                                image.score(Method.SINGLE).orElseThrow())))
                .toList();
    }

    private static EvaluationInput alone(List<ScoredImage> images) {
        return new EvaluationInput(
                ScoreTable.of(images),
                Optional.empty(),
                OperatingPoints.conventional(),
                SETTINGS,
                Optional.empty());
    }
}
