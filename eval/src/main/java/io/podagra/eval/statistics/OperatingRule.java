package io.podagra.eval.statistics;

import java.util.List;

/**
 * How a threshold is chosen on validation images, before it meets the test images.
 *
 * <p>Every rule chooses among the points of the {@link RocCurve}. A threshold lies halfway between
 * the lowest score that it calls abnormal and the highest that it calls normal; the one that calls
 * every image abnormal is the lowest score. So thresholds stay within the range of the scores. To
 * call no image abnormal would need a threshold above all scores, which is no operating point: a
 * rule that would come to it is undefined and says so.
 */
public sealed interface OperatingRule {
    /**
     * The threshold that this rule prefers.
     *
     * @param validation scores that are not those of the test images
     * @return undefined unless there are images of both classes, and where the rule says so
     */
    Figure<OperatingPoint> choose(LabelledScores validation);

    /**
     * The greatest Youden index, sensitivity + specificity - 1 (Youden WJ, Cancer 1950;3:32-35). Of
     * several thresholds with the same index the lowest is taken, the one that misses the fewest
     * abnormal images. Undefined if no threshold does better than chance.
     */
    record Youden() implements OperatingRule {
        @Override
        public Figure<OperatingPoint> choose(LabelledScores validation) {
            return RocCurve.of(validation).flatMap(Youden::chooseFrom);
        }

        private static Figure<OperatingPoint> chooseFrom(RocCurve curve) {
            List<RocCurve.Point> points = curve.points();
            RocCurve.Point last = points.get(points.size() - 1);
            // The index times both class sizes is a whole number, so equal indices compare as
            // equal.
            long best = 0;
            int chosen = 0;
            for (int i = 1; i < points.size(); i++) {
                long index =
                        (long) points.get(i).truePositives() * last.falsePositives()
                                - (long) points.get(i).falsePositives() * last.truePositives();
                if (index > 0 && index >= best) {
                    best = index;
                    chosen = i;
                }
            }
            return chosen == 0
                    ? Figure.undefined("no threshold does better than chance")
                    : Figure.of(OperatingPoint.at(curve, chosen));
        }
    }

    /**
     * The highest threshold that still finds this share of the abnormal validation images, and so
     * the one with the greatest specificity. It need not do better than chance.
     *
     * @param least above 0, at most 1
     */
    record FixedSensitivity(double least) implements OperatingRule {
        /**
         * @throws IllegalArgumentException if {@code least} is out of range
         */
        public FixedSensitivity {
            Arguments.positiveShare(least, "sensitivity");
        }

        @Override
        public Figure<OperatingPoint> choose(LabelledScores validation) {
            return RocCurve.of(validation).map(this::chooseFrom);
        }

        private OperatingPoint chooseFrom(RocCurve curve) {
            // The last point, which calls every image abnormal, has a sensitivity of 1.
            int chosen = 1;
            while (curve.points().get(chosen).truePositiveRate() < least) {
                chosen++;
            }
            return OperatingPoint.at(curve, chosen);
        }
    }

    /**
     * The lowest threshold that still calls this share of the normal validation images normal, and
     * so the one with the greatest sensitivity. It need not do better than chance. Undefined if
     * only calling no image abnormal would do, as when the highest score is a normal image's.
     *
     * @param least above 0, at most 1
     */
    record FixedSpecificity(double least) implements OperatingRule {
        /**
         * @throws IllegalArgumentException if {@code least} is out of range
         */
        public FixedSpecificity {
            Arguments.positiveShare(least, "specificity");
        }

        @Override
        public Figure<OperatingPoint> choose(LabelledScores validation) {
            return RocCurve.of(validation).flatMap(this::chooseFrom);
        }

        private Figure<OperatingPoint> chooseFrom(RocCurve curve) {
            int chosen = curve.points().size() - 1;
            while (curve.specificity(chosen) < least) {
                chosen--;
            }
            return chosen == 0
                    ? Figure.undefined(
                            "only calling no image abnormal reaches a specificity of %s", least)
                    : Figure.of(OperatingPoint.at(curve, chosen));
        }
    }

    /**
     * The least expected cost of the errors, cost x prevalence x (1 - sensitivity) + (1 -
     * prevalence) x (1 - specificity) (Metz CE. Basic principles of ROC analysis. Seminars in
     * Nuclear Medicine 1978;8:283-298). Of several thresholds with the same cost the lowest is
     * taken. Undefined if calling no image abnormal costs least.
     *
     * @param falseNegativeCost the cost of calling an abnormal image normal, in units of the cost
     *     of calling a normal one abnormal; above 0
     * @param prevalence the share of abnormal images where the calls will be made, between 0 and 1
     */
    record CostRatio(double falseNegativeCost, double prevalence) implements OperatingRule {
        /** Of the greatest cost there can be: what rounding may part equal costs by. */
        private static final double ROUNDING = 1e-12;

        /**
         * @throws IllegalArgumentException if an argument is out of range
         */
        public CostRatio {
            if (!(falseNegativeCost > 0 && falseNegativeCost < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "cost of a false negative %s is not a number above 0"
                                .formatted(falseNegativeCost));
            }
            Arguments.innerShare(prevalence, "prevalence");
        }

        @Override
        public Figure<OperatingPoint> choose(LabelledScores validation) {
            return RocCurve.of(validation).flatMap(this::chooseFrom);
        }

        private Figure<OperatingPoint> chooseFrom(RocCurve curve) {
            List<RocCurve.Point> points = curve.points();
            double least = points.stream().mapToDouble(this::cost).min().orElseThrow();
            double worst = falseNegativeCost * prevalence + (1 - prevalence);
            int chosen = points.size() - 1;
            while (cost(points.get(chosen)) > least + ROUNDING * worst) {
                chosen--;
            }
            return chosen == 0
                    ? Figure.undefined("calling no image abnormal costs least")
                    : Figure.of(OperatingPoint.at(curve, chosen));
        }

        private double cost(RocCurve.Point point) {
            return falseNegativeCost * prevalence * (1 - point.truePositiveRate())
                    + (1 - prevalence) * point.falsePositiveRate();
        }
    }
}
