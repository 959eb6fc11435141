package io.podagra.eval.statistics;

/**
 * The logistic regression of targets on one variable: p = 1 / (1 + exp(-(intercept + slope x))) of
 * greatest likelihood.
 *
 * <p>Found by Newton's steps, halved while they would raise the loss, with sums that neither
 * overflow nor cancel (Lin HT, Lin CJ, Weng RC. A note on Platt's probabilistic outputs for support
 * vector machines. Machine Learning 2007;68:267-276).
 */
record LogisticLine(double slope, double intercept) {
    private static final int MOST_STEPS = 200;
    private static final double LEAST_STEP = 1e-10;

    /** What the loss may rise by in a step that is too small to show in it. */
    private static final double ROUNDING = 1e-14;

    /** For each value: how near to zero the slopes of the loss must come. */
    private static final double PRECISION = 1e-12;

    /**
     * @param x finite
     * @param targets from 0 to 1, as many as {@code x}
     * @return undefined if the values of {@code x} are all equal, or if no finite line is the
     *     likeliest, as for targets of 0 and 1 that {@code x} parts perfectly (which may also come
     *     out as a very steep line)
     */
    static Figure<LogisticLine> fit(double[] x, double[] targets) {
        if (allEqual(x)) {
            return Figure.undefined("all scores are equal");
        }
        double mean = 0;
        for (double target : targets) {
            mean += target / targets.length;
        }
        LogisticLine line = new LogisticLine(0, Math.log(mean / (1 - mean)));
        double loss = line.loss(x, targets);
        for (int step = 0; step < MOST_STEPS; step++) {
            Newton newton = Newton.at(line, x, targets);
            if (newton.isFlat(PRECISION * x.length)) {
                return Figure.of(line);
            }
            double length = 1;
            LogisticLine next = line.moved(newton, length);
            while (next.loss(x, targets) > loss * (1 + ROUNDING) && length > LEAST_STEP) {
                length /= 2;
                next = line.moved(newton, length);
            }
            line = next;
            loss = line.loss(x, targets);
        }
        return Figure.undefined("the logistic regression does not converge");
    }

    /** The probability at {@code x}, 0 to 1. */
    double at(double x) {
        return probability(intercept + slope * x);
    }

    private static double probability(double logit) {
        double small = Math.exp(-Math.abs(logit));
        return logit >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    private LogisticLine moved(Newton newton, double length) {
        return new LogisticLine(
                slope + length * newton.slopeStep(), intercept + length * newton.interceptStep());
    }

    /** The negative log likelihood. */
    private double loss(double[] x, double[] targets) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double logit = intercept + slope * x[i];
            sum +=
                    Math.log1p(Math.exp(-Math.abs(logit)))
                            + (logit >= 0 ? (1 - targets[i]) * logit : -targets[i] * logit);
        }
        return sum;
    }

    private static boolean allEqual(double[] x) {
        for (double value : x) {
            if (value != x[0]) {
                return false;
            }
        }
        return true;
    }

    /** The first and second derivatives of the loss by slope and intercept. */
    private record Newton(double bySlope, double byIntercept, double ss, double si, double ii) {
        /** Keeps the second derivatives invertible where all probabilities are near 0 or 1. */
        private static final double RIDGE = 1e-12;

        private static Newton at(LogisticLine line, double[] x, double[] targets) {
            double bySlope = 0;
            double byIntercept = 0;
            double ss = RIDGE;
            double si = 0;
            double ii = RIDGE;
            for (int i = 0; i < x.length; i++) {
                double p = line.at(x[i]);
                double weight = p * (1 - p);
                bySlope += (p - targets[i]) * x[i];
                byIntercept += p - targets[i];
                ss += weight * x[i] * x[i];
                si += weight * x[i];
                ii += weight;
            }
            return new Newton(bySlope, byIntercept, ss, si, ii);
        }

        private boolean isFlat(double tolerance) {
            return Math.abs(bySlope) <= tolerance && Math.abs(byIntercept) <= tolerance;
        }

        private double slopeStep() {
            return -(ii * bySlope - si * byIntercept) / determinant();
        }

        private double interceptStep() {
            return -(ss * byIntercept - si * bySlope) / determinant();
        }

        private double determinant() {
            return ss * ii - si * si;
        }
    }
}
