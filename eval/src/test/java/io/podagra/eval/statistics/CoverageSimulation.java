package io.podagra.eval.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often a procedure is right when a study is repeated: whether its 95 % interval of an AUC
 * holds the true one, and whether its test at 0.05 finds a difference between two methods that have
 * none.
 */
public final class CoverageSimulation {
    private static final double CONFIDENCE = 0.95;

    private CoverageSimulation() {}

    /** A way to get an interval and a test from one study's scores. */
    public interface Procedure {
        Interval aucInterval(SimulationDesign.Sample sample);

        boolean findsDifference(SimulationDesign.Sample sample);
    }

    /**
     * @param coverage the share of repetitions whose interval held the true AUC
     * @param typeOneError the share whose test found a difference
     * @param width of the intervals, the mean
     */
    public record Rates(double coverage, double typeOneError, double width) {}

    /** Every image counts as independent. */
    public static final Procedure DELONG =
            new Procedure() {
                @Override
                public Interval aucInterval(SimulationDesign.Sample sample) {
                    return DeLong.estimate(sample.first())
                            .flatMap(estimate -> estimate.interval(CONFIDENCE))
                            .orElseThrow();
                }

                @Override
                public boolean findsDifference(SimulationDesign.Sample sample) {
                    return isSignificant(DeLong.compare(sample.first(), sample.second()));
                }
            };

    /** Patients are the independent units, by Obuchowski's formula. */
    public static final Procedure CLUSTERED =
            new Procedure() {
                @Override
                public Interval aucInterval(SimulationDesign.Sample sample) {
                    return ClusteredAuc.estimate(sample.first(), sample.patients())
                            .flatMap(estimate -> estimate.interval(CONFIDENCE))
                            .orElseThrow();
                }

                @Override
                public boolean findsDifference(SimulationDesign.Sample sample) {
                    return isSignificant(
                            ClusteredAuc.compare(
                                    sample.first(), sample.second(), sample.patients()));
                }
            };

    /**
     * As {@link #CLUSTERED}, with the interval symmetric on the scale of log(AUC / (1 - AUC)). No
     * part of the library: it tells how much of a gap in coverage is the interval's shape.
     */
    public static final Procedure CLUSTERED_LOGIT =
            new Procedure() {
                @Override
                public Interval aucInterval(SimulationDesign.Sample sample) {
                    AucEstimate estimate =
                            ClusteredAuc.estimate(sample.first(), sample.patients()).orElseThrow();
                    double auc = estimate.auc();
                    double slope = 1 / (auc * (1 - auc));
                    double variance = estimate.variance().orElseThrow() * slope * slope;
                    Interval logit =
                            Normal.interval(Math.log(auc / (1 - auc)), variance, CONFIDENCE);
                    return new Interval(
                            1 / (1 + Math.exp(-logit.low())), 1 / (1 + Math.exp(-logit.high())));
                }

                @Override
                public boolean findsDifference(SimulationDesign.Sample sample) {
                    return CLUSTERED.findsDifference(sample);
                }
            };

    /**
     * Patients are redrawn; a difference is found where its percentile interval leaves out zero.
     */
    public static Procedure bootstrap(int redraws) {
        return new Procedure() {
            @Override
            public Interval aucInterval(SimulationDesign.Sample sample) {
                return redrawn(sample, sample.first()).interval(CONFIDENCE).orElseThrow();
            }

            @Override
            public boolean findsDifference(SimulationDesign.Sample sample) {
                Interval interval =
                        redrawn(sample, sample.first())
                                .minus(redrawn(sample, sample.second()))
                                .interval(CONFIDENCE)
                                .orElseThrow();
                return interval.low() > 0 || interval.high() < 0;
            }

            private Redraws redrawn(SimulationDesign.Sample sample, LabelledScores scores) {
                return PatientBootstrap.of(sample.patients(), redraws, 1)
                        .serial()
                        .redraw(scores, 0)
                        .auc();
            }
        };
    }

    /** The repetitions run in parallel; the seed decides all of them. */
    public static Rates repeat(
            SimulationDesign design, Procedure procedure, int repetitions, long seed) {
        SplittableRandom master = new SplittableRandom(seed);
        SplittableRandom[] generators = new SplittableRandom[repetitions];
        for (int i = 0; i < repetitions; i++) {
            generators[i] = master.split();
        }
        double[][] results = new double[repetitions][];
        IntStream.range(0, repetitions)
                .parallel()
                .forEach(i -> results[i] = once(design.draw(generators[i]), design, procedure));
        double[] means = new double[3];
        for (double[] result : results) {
            for (int k = 0; k < means.length; k++) {
                means[k] += result[k] / repetitions;
            }
        }
        return new Rates(means[0], means[1], means[2]);
    }

    private static double[] once(
            SimulationDesign.Sample sample, SimulationDesign design, Procedure procedure) {
        Interval interval = procedure.aucInterval(sample);
        boolean covers = interval.low() <= design.auc() && design.auc() <= interval.high();
        return new double[] {
            covers ? 1 : 0, procedure.findsDifference(sample) ? 1 : 0, interval.width()
        };
    }

    private static boolean isSignificant(Figure<AucComparison> comparison) {
        return comparison.flatMap(AucComparison::test).orElseThrow().p() < 1 - CONFIDENCE;
    }
}
