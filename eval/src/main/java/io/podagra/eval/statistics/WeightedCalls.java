package io.podagra.eval.statistics;

/** The counts of calls when each patient's images count several times or not at all. */
final class WeightedCalls {
    private final int[] tp;
    private final int[] fn;
    private final int[] tn;
    private final int[] fp;

    WeightedCalls(LabelledScores scores, double threshold, Patients patients) {
        this.tp = new int[patients.count()];
        this.fn = new int[patients.count()];
        this.tn = new int[patients.count()];
        this.fp = new int[patients.count()];
        for (int i = 0; i < scores.size(); i++) {
            boolean calledAbnormal = scores.score(i) >= threshold;
            int[] count =
                    scores.abnormal(i) ? (calledAbnormal ? tp : fn) : (calledAbnormal ? fp : tn);
            count[patients.patientOf(i)]++;
        }
    }

    /**
     * @param weights how often each patient counts
     */
    ConfusionCounts of(int[] weights) {
        return new ConfusionCounts(
                sum(tp, weights), sum(fn, weights), sum(tn, weights), sum(fp, weights));
    }

    /**
     * The counts when every patient but one counts once.
     *
     * @param all the counts when every patient counts once
     */
    ConfusionCounts without(ConfusionCounts all, int patient) {
        return new ConfusionCounts(
                all.tp() - tp[patient],
                all.fn() - fn[patient],
                all.tn() - tn[patient],
                all.fp() - fp[patient]);
    }

    private static int sum(int[] counts, int[] weights) {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * weights[i];
        }
        return sum;
    }
}
