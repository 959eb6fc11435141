package io.podagra.eval;

import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;

/**
 * What the interval of the AUC difference shows against a margin declared beforehand. A test that
 * finds no difference does not show that there is none, so equivalence needs the whole interval
 * within the margin (Schuirmann DJ, J Pharmacokinet Biopharm 1987;15:657-680).
 */
public enum Verdict {
    /** The interval lies above zero. */
    SINGLE_BETTER,
    /** The interval lies below zero. */
    MULTIPLE_BETTER,
    /**
     * The interval lies within the margin on both sides, whether or not it includes zero: two
     * one-sided tests at 2.5 % each (compare Schuirmann, J Pharmacokinet Biopharm 1987;15:657-680,
     * who takes 5 %).
     */
    EQUIVALENT,
    /** The interval includes zero and reaches beyond the margin. */
    INCONCLUSIVE;

    /**
     * @param difference the interval of AUC single less AUC multiple
     * @param margin greater than 0
     * @return undefined if the interval is a point: the images then leave the variance unknown
     */
    public static Figure<Verdict> of(Interval difference, double margin) {
        if (difference.width() == 0) {
            return Figure.undefined("the interval of the difference has no width");
        }
        if (difference.low() > -margin && difference.high() < margin) {
            return Figure.of(EQUIVALENT);
        }
        if (difference.low() > 0) {
            return Figure.of(SINGLE_BETTER);
        }
        return Figure.of(difference.high() < 0 ? MULTIPLE_BETTER : INCONCLUSIVE);
    }
}
