package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.eval.statistics.SimulationDesign.Labels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A small simulation of what {@code benchmarks/statistics} shows in full: 2,000 studies of 11
 * images a patient, 30 % of whose scores' variance is the patient's.
 */
class CoverageTest {
    private static final int REPETITIONS = 2_000;
    private static final SimulationDesign DESIGN =
            new SimulationDesign(140, 11, Labels.ALIKE, 0.9, 0.3, 0.6);

    @Test
    void clusteredIntervalsHoldTheTrueAucAndTheirTestIsRarelyWrong() {
        CoverageSimulation.Rates rates =
                CoverageSimulation.repeat(DESIGN, CoverageSimulation.CLUSTERED, REPETITIONS, 1);

        assertThat(rates.coverage()).isCloseTo(0.95, within(0.015));
        assertThat(rates.typeOneError()).isCloseTo(0.05, within(0.015));
    }

    @Test
    void delongIsTooSureOfImagesThatAreAlike() {
        CoverageSimulation.Rates rates =
                CoverageSimulation.repeat(DESIGN, CoverageSimulation.DELONG, REPETITIONS, 1);

        assertThat(rates.coverage()).isLessThan(0.9);
        assertThat(rates.typeOneError()).isGreaterThan(0.1);
    }

    @Test
    void theTrueAucIsThatOfManyImages() {
        SimulationDesign large = new SimulationDesign(200_000, 1, Labels.SAME, 0.85, 0.3, 0.6);
        SimulationDesign.Sample sample = large.draw(new SplittableRandom(1));

        assertThat(DeLong.estimate(sample.first()).orElseThrow().auc())
                .isCloseTo(0.85, within(0.003));
        assertThat(DeLong.estimate(sample.second()).orElseThrow().auc())
                .isCloseTo(0.85, within(0.003));
    }
}
