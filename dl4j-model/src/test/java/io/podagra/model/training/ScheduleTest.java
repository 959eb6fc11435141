package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.model.training.Schedule.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    /** Ten steps an epoch. */
    private static final double STEP = 0.1;

    /** Half a cosine over ten epochs: (1 + cos(pi t / 10)) / 2. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "2.5, 0.8535533905932737",
        "5, 0.5",
        "7.5, 0.14644660940672627",
        "9.9, 0.0002467198171342",
        "10, 0"
    })
    void cosineFallsToNothing(double epoch, double factor) {
        assertThat(Schedule.cosine(0).factor(epoch, 10, STEP)).isCloseTo(factor, within(1e-12));
    }

    /** The first step is not lost at rate 0, and the last of the warm-up is at the full rate. */
    @ParameterizedTest
    @CsvSource({"0, 0.05", "0.1, 0.1", "1, 0.55", "1.9, 1", "2, 1"})
    void warmUpGrowsWithEveryStep(double epoch, double factor) {
        assertThat(Schedule.cosine(2).factor(epoch, 10, STEP)).isCloseTo(factor, within(1e-12));
    }

    @Test
    void cosineBeginsWhereTheWarmUpEnds() {
        Schedule schedule = Schedule.cosine(2);

        assertThat(schedule.factor(6, 10, STEP)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.factor(10, 10, STEP)).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2.9, 1", "3, 0.5", "5.9, 0.5", "6, 0.25", "9, 0.125"})
    void stepFallsByItsFactor(double epoch, double factor) {
        Schedule schedule = new Schedule(Shape.STEP, 0, 3, 0.5);

        assertThat(schedule.factor(epoch, 10, STEP)).isCloseTo(factor, within(1e-12));
    }

    @Test
    void constantIsTheFullRateAfterTheWarmUp() {
        Schedule schedule = new Schedule(Shape.CONSTANT, 1, 10, 0.1);

        assertThat(schedule.factor(0.4, 10, STEP)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.factor(9.9, 10, STEP)).isEqualTo(1);
    }

    @Test
    void aWarmUpOfTheWholeTrainingLeavesNoCurve() {
        assertThat(Schedule.cosine(10).factor(9.9, 10, STEP)).isCloseTo(1, within(1e-12));
    }

    @Property(tries = 200)
    void isAShareOfTheFullRateThatIsNeverNothingBeforeTheEnd(
            @ForAll Shape shape,
            @ForAll @DoubleRange(min = 0, max = 5) double warmUp,
            @ForAll @DoubleRange(min = 0, max = 0.99) double share,
            @ForAll @IntRange(min = 1, max = 100) int epochs) {
        Schedule schedule = new Schedule(shape, warmUp, 1 + epochs / 3, 0.5);

        assertThat(schedule.factor(share * epochs, epochs, STEP))
                .isGreaterThan(0)
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 200)
    void growsInTheWarmUpAndNeverAfterIt(
            @ForAll Shape shape,
            @ForAll @DoubleRange(min = 0, max = 5) double warmUp,
            @ForAll @DoubleRange(min = 0, max = 20) double one,
            @ForAll @DoubleRange(min = 0, max = 20) double other) {
        Schedule schedule = new Schedule(shape, warmUp, 3, 0.5);
        double earlier = schedule.factor(Math.min(one, other), 20, STEP);
        double later = schedule.factor(Math.max(one, other), 20, STEP);

        if (Math.max(one, other) < warmUp) {
            assertThat(later).isGreaterThanOrEqualTo(earlier);
        } else if (Math.min(one, other) >= warmUp) {
            assertThat(later).isLessThanOrEqualTo(earlier);
        }
    }
}
