package io.podagra.eval;

import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.McNemar;
import io.podagra.eval.statistics.ZTest;

/**
 * The single model against the multiple model on one set of images; every difference is single less
 * multiple.
 *
 * @param aucDifference AUC single less AUC multiple
 * @param differenceDelong its interval if images were independent
 * @param differenceClustered its interval with patients as the independent units, by formula
 * @param differenceBootstrap its interval with patients as the independent units, by redrawing
 * @param delong DeLong's test
 * @param clustered Obuchowski's test
 * @param designEffect clustered variance over DeLong's
 * @param mcnemar of the calls
 * @param holmDelong p of DeLong's test adjusted over the views
 * @param holmClustered p of Obuchowski's test adjusted over the views
 * @param verdict what {@code differenceClustered} shows
 */
public record Comparison(
        Figure<Double> aucDifference,
        Figure<Interval> differenceDelong,
        Figure<Interval> differenceClustered,
        Figure<Interval> differenceBootstrap,
        Figure<ZTest> delong,
        Figure<ZTest> clustered,
        Figure<Double> designEffect,
        McNemar mcnemar,
        Figure<Double> holmDelong,
        Figure<Double> holmClustered,
        Figure<Verdict> verdict) {
    Comparison withHolm(Figure<Double> delongAdjusted, Figure<Double> clusteredAdjusted) {
        return new Comparison(
                aucDifference,
                differenceDelong,
                differenceClustered,
                differenceBootstrap,
                delong,
                clustered,
                designEffect,
                mcnemar,
                delongAdjusted,
                clusteredAdjusted,
                verdict);
    }
}
