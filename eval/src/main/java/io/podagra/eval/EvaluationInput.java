package io.podagra.eval;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Everything an evaluation starts from.
 *
 * @param test scores of images that neither trained a network nor chose a threshold
 * @param validation scores of other images, which choose operating points and fit calibrations;
 *     without them those are undefined
 * @param points the study's thresholds, the same for all images and for each view
 * @param settings how the figures are computed
 * @param learningCurve what networks trained on fewer patients reach, if some were
 */
public record EvaluationInput(
        ScoreTable test,
        Optional<ScoreTable> validation,
        OperatingPoints points,
        EvaluationSettings settings,
        Optional<LearningCurve> learningCurve) {
    public EvaluationInput {
        requireNonNull(test, "test is null");
        requireNonNull(validation, "validation is null");
        requireNonNull(points, "points is null");
        requireNonNull(settings, "settings is null");
        requireNonNull(learningCurve, "learningCurve is null");
    }
}
