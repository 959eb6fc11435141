package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientBootstrapTest {
    private static final ScoreTable TABLE = References.table("balanced");
    private static final LabelledScores SINGLE = TABLE.scores(Method.SINGLE);
    private static final LabelledScores MULTIPLE = TABLE.scores(Method.MULTIPLE);
    private static final Jackknife TWO = new Jackknife(0.5, new double[] {0.4, 0.6});

    @Test
    void parallelRedrawsAreTheSerialOnes() {
        PatientBootstrap parallel = PatientBootstrap.of(TABLE.patients(), 500, 7);

        assertThat(parallel.redraw(SINGLE, 0.5)).isEqualTo(parallel.serial().redraw(SINGLE, 0.5));
    }

    @Test
    void theSeedDecides() {
        Redraws first = PatientBootstrap.of(TABLE.patients(), 50, 7).redraw(SINGLE, 0.5).auc();

        assertThat(PatientBootstrap.of(TABLE.patients(), 50, 7).redraw(SINGLE, 0.5).auc())
                .isEqualTo(first);
        assertThat(PatientBootstrap.of(TABLE.patients(), 50, 8).redraw(SINGLE, 0.5).auc())
                .isNotEqualTo(first);
    }

    @Test
    void theIntervalIsAboutThatOfTheClusteredFormula() {
        Interval formula =
                ClusteredAuc.estimate(SINGLE, TABLE.patients())
                        .flatMap(estimate -> estimate.interval(0.95))
                        .orElseThrow();

        Interval redrawn =
                PatientBootstrap.of(TABLE.patients(), 2000, 1)
                        .redraw(SINGLE, 0.5)
                        .auc()
                        .interval(0.95)
                        .orElseThrow();

        assertThat(redrawn.low()).isCloseTo(formula.low(), within(0.01));
        assertThat(redrawn.high()).isCloseTo(formula.high(), within(0.01));
    }

    @Test
    void theDifferenceIsThatOfPairs() {
        PatientBootstrap bootstrap = PatientBootstrap.of(TABLE.patients(), 2000, 1);
        Interval formula =
                ClusteredAuc.compare(SINGLE, MULTIPLE, TABLE.patients())
                        .flatMap(comparison -> comparison.interval(0.95))
                        .orElseThrow();

        Interval redrawn =
                bootstrap
                        .redraw(SINGLE, 0.5)
                        .auc()
                        .minus(bootstrap.redraw(MULTIPLE, 0.5).auc())
                        .interval(0.95)
                        .orElseThrow();

        assertThat(redrawn.low()).isCloseTo(formula.low(), within(0.01));
        assertThat(redrawn.high()).isCloseTo(formula.high(), within(0.01));
        assertThat(
                        bootstrap
                                .redraw(SINGLE, 0.5)
                                .auc()
                                .minus(bootstrap.redraw(SINGLE, 0.5).auc())
                                .interval(0.95))
                .isEqualTo(Figure.of(new Interval(0, 0)));
    }

    @Test
    void everyPatientOnceGivesTheAuc() {
        int[] once = new int[TABLE.patients().count()];
        Arrays.fill(once, 1);

        assertThat(new WeightedRoc(SINGLE, TABLE.patients()).auc(once))
                .isEqualTo(DeLong.estimate(SINGLE).orElseThrow().auc());
    }

    @Test
    void aPatientTwiceIsAPatientWithCopies() {
        LabelledScores scores =
                Samples.scores(new double[] {.1, .4, .4}, new double[] {.3, .4, .9});
        Patients patients = Patients.of(List.of("a", "b", "c", "a", "b", "c"));

        double weighted = new WeightedRoc(scores, patients).auc(new int[] {0, 1, 2});

        LabelledScores copied =
                Samples.scores(new double[] {.4, .4, .4}, new double[] {.4, .9, .9});
        assertThat(weighted).isEqualTo(DeLong.estimate(copied).orElseThrow().auc());
    }

    @Test
    void redrawsOfOneClassAreCountedAndLeftOut() {
        LabelledScores scores = Samples.scores(new double[] {.1, .4}, new double[] {.3, .9});
        Patients patients = Patients.of(List.of("a", "b", "c", "d"));

        Redraws auc = PatientBootstrap.of(patients, 4000, 1).redraw(scores, 0.5).auc();

        // All four draws hit the two normal patients, or the two abnormal: 2 x (1/2)^4.
        assertThat(auc.undefined() / (double) auc.count()).isCloseTo(0.125, within(0.02));
        assertThat(auc.interval(0.95).isKnown()).isTrue();
    }

    @Test
    void redrawsThatMostlyLackAClassGiveNoInterval() {
        LabelledScores scores = Samples.scores(new double[] {.1}, new double[] {.9});
        Redraws auc =
                PatientBootstrap.of(Patients.of(List.of("a", "b")), 3, 5).redraw(scores, 0.5).auc();
        Redraws none = new Redraws(new double[] {Double.NaN, Double.NaN, 0.5}, TWO);

        assertThat(auc.count()).isEqualTo(3);
        assertThat(none.interval(0.95).reason()).contains("2 of 3 redraws lack a class");
    }

    @Test
    void onePatientCannotBeRedrawn() {
        LabelledScores scores = Samples.scores(new double[] {.1}, new double[] {.9});

        Redraws auc =
                PatientBootstrap.of(Patients.of(List.of("a", "a")), 10, 1)
                        .redraw(scores, 0.5)
                        .auc();

        assertThat(auc.interval(0.95).reason()).contains("drawing patients needs two of them");
    }

    @Test
    void quantilesAreThoseOfTypeSeven() {
        // R: quantile(c(1, 2, 3, 4, 10), c(0.05, 0.95)) is 1.2 and 8.8.
        Redraws redraws = new Redraws(new double[] {3, 1, 10, 2, 4}, TWO);

        Interval interval = redraws.interval(0.9).orElseThrow();

        assertThat(interval.low()).isCloseTo(1.2, within(1e-12));
        assertThat(interval.high()).isCloseTo(8.8, within(1e-12));
    }
}
