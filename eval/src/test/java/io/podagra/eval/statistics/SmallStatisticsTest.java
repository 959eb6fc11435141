package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The statistics that a few hand-derived numbers and a law or two describe. */
class SmallStatisticsTest {
    @Nested
    class RocCurves {
        @Test
        void tiedScoresMoveTogether() {
            RocCurve curve =
                    RocCurve.of(Samples.scores(new double[] {.2, .5}, new double[] {.5, .5, .9}))
                            .orElseThrow();

            assertThat(curve.points())
                    .containsExactly(
                            new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0, 0, 0),
                            new RocCurve.Point(0.9, 1, 0, 1 / 3.0, 0),
                            new RocCurve.Point(0.5, 3, 1, 1, 0.5),
                            new RocCurve.Point(0.2, 3, 2, 1, 1));
            // 2 of 2 wins for the .9, 1.5 of 2 for each .5.
            assertThat(curve.auc()).isCloseTo(5 / 6.0, within(1e-15));
        }

        @Test
        void oneClassHasNone() {
            assertThat(RocCurve.of(Samples.scores(new double[] {.2}, new double[0])).reason())
                    .contains("no abnormal image");
        }
    }

    @Nested
    class McNemars {
        @Test
        void isTwoSidedAndExact() {
            // 2 x (1 + 10 + 45) / 2^10
            assertThat(McNemar.of(2, 8).p()).isCloseTo(112 / 1024.0, within(1e-12));
            assertThat(McNemar.of(8, 2).p()).isEqualTo(McNemar.of(2, 8).p());
        }

        @Test
        void noDiscordantPairHasPOne() {
            assertThat(McNemar.of(0, 0).p()).isEqualTo(1);
            assertThat(McNemar.of(5, 5).p()).isEqualTo(1);
        }
    }

    @Nested
    class Holms {
        @Test
        void keepsTheOrderAndNeverLowersAP() {
            SplittableRandom random = new SplittableRandom(3);
            List<Figure<Double>> p =
                    IntStream.range(0, 30).mapToObj(i -> Figure.of(random.nextDouble())).toList();

            List<Figure<Double>> adjusted = Holm.adjust(p);

            for (int i = 0; i < p.size(); i++) {
                assertThat(adjusted.get(i).orElseThrow()).isBetween(p.get(i).orElseThrow(), 1.0);
                for (int j = 0; j < p.size(); j++) {
                    if (p.get(i).orElseThrow() <= p.get(j).orElseThrow()) {
                        assertThat(adjusted.get(i).orElseThrow())
                                .isLessThanOrEqualTo(adjusted.get(j).orElseThrow());
                    }
                }
            }
        }

        @Test
        void testsThatCouldNotBeDoneDoNotCount() {
            List<Figure<Double>> adjusted =
                    Holm.adjust(
                            List.of(
                                    Figure.of(0.02),
                                    Figure.undefined("no abnormal image"),
                                    Figure.of(0.5)));

            assertThat(adjusted)
                    .containsExactly(
                            Figure.of(0.04), Figure.undefined("no abnormal image"), Figure.of(0.5));
            assertThat(Holm.adjust(List.of())).isEmpty();
        }
    }

    @Nested
    class Calibrations {
        @Test
        void isPerfectForSureAndRightScores() {
            Calibration calibration =
                    Calibration.of(Samples.scores(new double[] {0, 0}, new double[] {1, 1}), 10)
                            .orElseThrow();

            assertThat(calibration.brier()).isZero();
            assertThat(calibration.ece()).isZero();
        }

        @Test
        void weighsTheDistanceOfEveryBin() {
            Calibration calibration =
                    Calibration.of(
                                    Samples.scores(
                                            new double[] {.1, .2, .7}, new double[] {.3, .8, .9}),
                                    2)
                            .orElseThrow();

            assertThat(calibration.bins())
                    .extracting(Calibration.Bin::images, Calibration.Bin::abnormal)
                    .containsExactly(tuple(3, 1), tuple(3, 2));
            // |1/3 - 0.2| / 2 + |2/3 - 0.8| / 2
            assertThat(calibration.ece()).isCloseTo(2 / 15.0, within(1e-12));
            assertThat(calibration.brier())
                    .isCloseTo((.01 + .04 + .49 + .49 + .04 + .01) / 6, within(1e-12));
        }

        @Test
        void binsHaveEquallyManyImagesWithoutTies() {
            double[] scores = IntStream.range(0, 1003).mapToDouble(i -> i / 1003.0).toArray();
            Calibration calibration =
                    Calibration.of(Samples.scores(scores, new double[0]), 10).orElseThrow();

            assertThat(calibration.bins()).hasSize(10);
            assertThat(calibration.bins())
                    .allSatisfy(bin -> assertThat(bin.images()).isBetween(100, 101));
        }

        @Test
        void equalScoresShareABin() {
            Calibration calibration =
                    Calibration.of(
                                    Samples.scores(
                                            new double[] {.5, .5, .5}, new double[] {.5, .5, .6}),
                                    3)
                            .orElseThrow();

            assertThat(calibration.bins())
                    .extracting(Calibration.Bin::images)
                    .containsExactly(5, 1);
        }

        @Test
        void noImageHasNone() {
            assertThat(Calibration.of(Samples.scores(new double[0], new double[0]), 10).reason())
                    .contains("no image");
        }
    }

    @Nested
    class Verdicts {
        @Test
        void followTheIntervalAndTheMargin() {
            assertThat(Verdict.of(new Interval(0.001, 0.05), 0.02))
                    .isEqualTo(Figure.of(Verdict.SINGLE_BETTER));
            assertThat(Verdict.of(new Interval(-0.05, -0.001), 0.02))
                    .isEqualTo(Figure.of(Verdict.MULTIPLE_BETTER));
            assertThat(Verdict.of(new Interval(0.001, 0.008), 0.02))
                    .isEqualTo(Figure.of(Verdict.EQUIVALENT));
            assertThat(Verdict.of(new Interval(-0.01, 0.019), 0.02))
                    .isEqualTo(Figure.of(Verdict.EQUIVALENT));
            assertThat(Verdict.of(new Interval(-0.01, 0.02), 0.02))
                    .isEqualTo(Figure.of(Verdict.INCONCLUSIVE));
        }

        @Test
        void aPointDecidesNothing() {
            assertThat(Verdict.of(new Interval(0, 0), 0.02).reason())
                    .contains("the interval of the difference has no width");
        }
    }
}
