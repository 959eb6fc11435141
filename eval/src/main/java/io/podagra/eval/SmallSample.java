package io.podagra.eval;

import io.podagra.eval.statistics.Reason;
import java.util.ArrayList;
import java.util.List;

/** Why the intervals of a set of images are too rough to rely on. */
public final class SmallSample {
    private static final int FEW_IMAGES = 30;
    private static final int FEW_OF_A_CLASS = 10;

    /**
     * Variances between clusters are biased low for few of them; fewer than about 30 are commonly
     * taken as few (compare Cameron and Miller, Journal of Human Resources 2015;50:317-372).
     */
    private static final int FEW_PATIENTS = 30;

    private SmallSample() {}

    /** The reasons, in phrases; empty if there are enough images and patients. */
    public static List<Reason> reasons(SetMetrics metrics) {
        List<Reason> reasons = new ArrayList<>();
        few(reasons, metrics.images(), FEW_IMAGES, "1 image", "%d images");
        few(reasons, metrics.positives(), FEW_OF_A_CLASS, "1 abnormal image", "%d abnormal images");
        few(reasons, metrics.negatives(), FEW_OF_A_CLASS, "1 normal image", "%d normal images");
        few(reasons, metrics.patients(), FEW_PATIENTS, "1 patient", "%d patients");
        return reasons;
    }

    private static void few(
            List<Reason> reasons, int number, int enough, String one, String several) {
        if (number < enough) {
            reasons.add(
                    number == 1
                            ? new Reason(one + ", fewer than %d", List.of(enough))
                            : new Reason(several + ", fewer than %d", List.of(number, enough)));
        }
    }
}
