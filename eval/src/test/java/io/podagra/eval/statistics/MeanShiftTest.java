package io.podagra.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanShiftTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void isStudentsTestOfOneStandardDeviationWhereTheReferencesIsTheLarger() {
        // SciPy: 2 * t.sf(1.5 / (2 * sqrt(1/16 + 1/9)), 15), t.ppf(.975, 15)
        MeanShift shift = shift(new Moments(16, 10, 2), new Moments(9, 11.5, 1.7));

        assertThat(shift.effect()).isCloseTo(0.75, within(1e-12));
        assertThat(shift.p()).isCloseTo(0.0920021182052818, within(1e-12));
        assertThat(shift.interval().low())
                .isCloseTo(0.75 - 2.13144954556 * Math.sqrt(1 / 16.0 + 1 / 9.0), within(1e-9));
    }

    @Test
    void isWelchsTestWhereTheNewValuesSpreadMore() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {2, 6, 4, 10, 12, 3, 9};

        MeanShift shift = shift(Moments.of(x), Moments.of(y));

        assertThat(shift.p()).isCloseTo(welchByCommons(x, y), within(1e-12));
    }

    private static double welchByCommons(double[] x, double[] y) {
        return org.apache.commons.statistics.inference.TTest.withDefaults().test(y, x).getPValue();
    }

    @Test
    void threeValuesThatAgreeToThePixelAreNoShiftBecauseOfThat() {
        MeanShift shift = shift(new Moments(60, 500, 80), new Moments(3, 590, 0));

        assertThat(shift.p()).isGreaterThan(0.05);
    }

    @Test
    void oneNewValueIsComparedWithTheReferencesSpread() {
        MeanShift shift = shift(new Moments(100, 0, 1), new Moments(1, 1.98, 0));

        assertThat(shift.p()).isCloseTo(0.0514, within(1e-3));
        assertThat(shift.interval().low()).isNegative();
    }

    @Test
    void aReferenceOfOnePatientTellsNothing() {
        assertThat(MeanShift.of(new Moments(1, 0, 0), 1, new Moments(9, 1, 1), CONFIDENCE).reason())
                .contains("a reference of one patient has no spread");
    }

    @Test
    void shiftTurnsItsSignWithTheDirectionAndKeepsItsP() {
        Moments reference = new Moments(30, 0, 1);
        MeanShift up = shift(reference, new Moments(10, 0.7, 1.2));
        MeanShift down = shift(reference, new Moments(10, -0.7, 1.2));

        assertThat(down.effect()).isEqualTo(-up.effect());
        assertThat(down.p()).isEqualTo(up.p());
        assertThat(down.interval().low()).isCloseTo(-up.interval().high(), within(1e-12));
    }

    /**
     * Patients of one to twelve images that differ by less than patients do: means of patients keep
     * the level, while images taken for independent raise a false alarm in most samples.
     */
    @Test
    void keepsItsLevelWhereImagesOfAPatientAreAlike() {
        Random random = new Random(7);
        int samples = 2_000;
        int alarms = 0;
        int alarmsOfImages = 0;
        for (int sample = 0; sample < samples; sample++) {
            double[][] reference = patients(random, 40, 12);
            double[][] fresh = patients(random, 15, 6);
            alarms += shift(means(reference), means(fresh)).p() < 0.05 ? 1 : 0;
            alarmsOfImages += shift(images(reference), images(fresh)).p() < 0.05 ? 1 : 0;
        }

        assertThat((double) alarms / samples).isBetween(0.02, 0.06);
        assertThat((double) alarmsOfImages / samples).isGreaterThan(0.2);
    }

    @Test
    void findsTheShiftItCallsDetectableAboutAsOftenAsItSays() {
        Random random = new Random(8);
        double effect = MeanShift.detectable(40, 20, 0.01, 0.8);
        int samples = 2_000;
        int found = 0;
        for (int sample = 0; sample < samples; sample++) {
            double[] reference = random.doubles(40).map(u -> random.nextGaussian()).toArray();
            double[] fresh = random.doubles(20).map(u -> effect + random.nextGaussian()).toArray();
            found += shift(Moments.of(reference), Moments.of(fresh)).p() < 0.01 ? 1 : 0;
        }

        assertThat((double) found / samples).isBetween(0.7, 0.86);
    }

    @Test
    void neededIsTheReverseOfDetectable() {
        int needed = MeanShift.needed(50, 0.8, 0.003, 0.8).orElseThrow();

        assertThat(MeanShift.detectable(50, needed, 0.003, 0.8)).isLessThanOrEqualTo(0.8);
        assertThat(MeanShift.detectable(50, needed - 1, 0.003, 0.8)).isGreaterThan(0.8);
        assertThat(MeanShift.needed(8, 0.8, 0.003, 0.8).reason())
                .contains("a reference of 8 patients is too small");
    }

    @Test
    void refusesASpreadOfZero() {
        assertThatThrownBy(
                        () ->
                                MeanShift.of(
                                        new Moments(5, 0, 0), 0, new Moments(5, 1, 0), CONFIDENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spread 0.0");
    }

    private static MeanShift shift(Moments reference, Moments fresh) {
        return MeanShift.of(reference, reference.deviation(), fresh, CONFIDENCE).orElseThrow();
    }

    private static double[][] patients(Random random, int count, int mostImages) {
        double[][] patients = new double[count][];
        for (int patient = 0; patient < count; patient++) {
            double own = random.nextGaussian();
            patients[patient] = new double[1 + random.nextInt(mostImages)];
            Arrays.setAll(patients[patient], image -> own + 0.3 * random.nextGaussian());
        }
        return patients;
    }

    private static Moments means(double[][] patients) {
        return Moments.of(
                Arrays.stream(patients)
                        .mapToDouble(images -> Arrays.stream(images).average().orElseThrow())
                        .toArray());
    }

    private static Moments images(double[][] patients) {
        return Moments.of(Arrays.stream(patients).flatMapToDouble(Arrays::stream).toArray());
    }
}
