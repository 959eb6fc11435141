package io.podagra.eval;

import io.podagra.eval.statistics.Calibration;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LogisticRecalibration;
import io.podagra.eval.statistics.RocBand;

/**
 * What one method achieves on one set of images.
 *
 * @param auc the area under the ROC curve
 * @param aucDelong its interval if images were independent
 * @param aucClustered its interval with patients as the independent units, by formula
 * @param aucBootstrap its interval with patients as the independent units, by redrawing
 * @param aucBca the same, corrected for bias and skewness
 * @param rocBand between what sensitivities the ROC curve lies, with patients as the independent
 *     units
 * @param oneClassRedraws how many redraws had images of one class only and were left out
 * @param threshold a call is abnormal when the score is at least this
 * @param counts the calls against the labels
 * @param accuracy the share called right
 * @param sensitivity the share of the abnormal called abnormal
 * @param specificity the share of the normal called normal
 * @param calibration whether scores can be read as probabilities
 * @param recalibration slope and intercept of the labels on the scores' logits; 1 and 0 are perfect
 * @param averagePrecision the area under the precision-recall curve
 */
public record MethodMetrics(
        Figure<Double> auc,
        Figure<Interval> aucDelong,
        Figure<Interval> aucClustered,
        Figure<Interval> aucBootstrap,
        Figure<Interval> aucBca,
        Figure<RocBand> rocBand,
        int oneClassRedraws,
        double threshold,
        ConfusionCounts counts,
        Proportion accuracy,
        Proportion sensitivity,
        Proportion specificity,
        Figure<Calibration> calibration,
        Figure<LogisticRecalibration> recalibration,
        Figure<Double> averagePrecision) {}
