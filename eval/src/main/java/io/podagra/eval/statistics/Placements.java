package io.podagra.eval.statistics;

/**
 * How each image fares against the whole other class, in half wins: two for each image of the other
 * class that lies on the right side of it, one for each tie. Divided by twice the size of the other
 * class these are the placement values of DeLong, V10 of an abnormal image and V01 of a normal one.
 *
 * <p>Half wins are whole numbers, so sums of them are exact in double precision (up to 2^53), and a
 * variance of zero comes out as zero.
 *
 * <p>Sun and Xu (IEEE Signal Processing Letters 2014;21(11):1389-1393) get them in O(N log N) as
 * differences of midranks. A binary search in the other class's sorted scores and a count of the
 * ties from there give the same numbers in the same time, without a sort of indices.
 */
final class Placements {
    private final LabelledScores labels;
    private final double[] halfWins;
    private final double total;

    private Placements(LabelledScores labels, double[] halfWins) {
        this.labels = labels;
        this.halfWins = halfWins;
        double sum = 0;
        for (int i = 0; i < halfWins.length; i++) {
            sum += labels.abnormal(i) ? halfWins[i] : 0;
        }
        this.total = sum;
    }

    /** Undefined unless there are images of both classes. */
    static Figure<Placements> of(LabelledScores scores) {
        return scores.withBothClasses().map(Placements::ofBothClasses);
    }

    private static Placements ofBothClasses(LabelledScores scores) {
        double[] positives = scores.sorted(true);
        double[] negatives = scores.sorted(false);
        double[] halfWins = new double[scores.size()];
        for (int i = 0; i < halfWins.length; i++) {
            double[] others = scores.abnormal(i) ? negatives : positives;
            int below = countBelow(others, scores.score(i));
            double wins = (double) below + countUpTo(others, scores.score(i), below);
            halfWins[i] = scores.abnormal(i) ? wins : 2.0 * others.length - wins;
        }
        return new Placements(scores, halfWins);
    }

    /** The placements of one method less those of another, on the same images. */
    Placements minus(Placements other) {
        double[] differences = new double[halfWins.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = halfWins[i] - other.halfWins[i];
        }
        return new Placements(labels, differences);
    }

    /** The AUC, or the difference of two. */
    double auc() {
        return total / scale();
    }

    /** Of all pairs of an abnormal and a normal image, or the difference of two methods'. */
    double totalHalfWins() {
        return total;
    }

    /** Of the image's pairs. */
    double halfWins(int image) {
        return halfWins[image];
    }

    int images() {
        return halfWins.length;
    }

    int positives() {
        return labels.positives();
    }

    int negatives() {
        return labels.negatives();
    }

    boolean abnormal(int image) {
        return labels.abnormal(image);
    }

    /**
     * By how much the image's placement value exceeds the AUC, in units of {@link #unit}: a whole
     * number. These sum to zero over each class.
     */
    double deviation(int image) {
        int own = abnormal(image) ? positives() : negatives();
        return own * halfWins[image] - total;
    }

    /** Turns deviations of a class into (V10 - AUC) / m or (V01 - AUC) / n. */
    double unit(boolean ofAbnormal) {
        return 1 / scale() / (ofAbnormal ? positives() : negatives());
    }

    private double scale() {
        return 2.0 * positives() * negatives();
    }

    private static int countBelow(double[] ascending, double score) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Given how many are below: ties are few, and are counted by doubling steps from there. */
    private static int countUpTo(double[] ascending, double score, int below) {
        int count = below;
        int step = 1;
        while (step <= ascending.length - count && ascending[count + step - 1] <= score) {
            count += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (step <= ascending.length - count && ascending[count + step - 1] <= score) {
                count += step;
            }
        }
        return count;
    }
}
