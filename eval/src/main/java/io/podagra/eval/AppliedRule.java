package io.podagra.eval;

import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PredictiveValues;

/**
 * An operating point that a rule chose on validation images, and what it comes to on test images.
 *
 * @param rule how it was chosen
 * @param method whose scores
 * @param chosen with sensitivity and specificity on the validation images
 * @param counts of calls on the test images
 * @param predictive what a call would mean at {@code EvaluationSettings.prevalence}, or at the test
 *     images' own share of abnormal ones where none is set
 */
public record AppliedRule(
        OperatingRule rule,
        Method method,
        Figure<OperatingPoint> chosen,
        Figure<ConfusionCounts> counts,
        Figure<PredictiveValues> predictive) {}
