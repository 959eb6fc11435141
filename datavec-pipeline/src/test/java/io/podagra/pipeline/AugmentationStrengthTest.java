package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One number that makes all variations stronger or weaker. */
class AugmentationStrengthTest {
    private static final AugmentationSettings DEFAULTS = AugmentationSettings.defaults();

    @Test
    void oneChangesNothing() {
        assertThat(DEFAULTS.withStrength(1)).isEqualTo(DEFAULTS);
        assertThat(AugmentationSettings.none().withStrength(1))
                .isEqualTo(AugmentationSettings.none());
    }

    /** So that features of images can be kept. */
    @Test
    void zeroSwitchesOffAndLeavesNothingToSwitchOnButFlips() {
        AugmentationSettings none = DEFAULTS.withStrength(0);

        assertThat(none.enabled()).isFalse();
        ranges(none)
                .forEach(
                        (name, variation) ->
                                assertThat(variation.range())
                                        .as(name)
                                        .isEqualTo(
                                                ranges(AugmentationSettings.none())
                                                        .get(name)
                                                        .range()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2, 3})
    void whatIsOffStaysOff(double strength) {
        assertThat(AugmentationSettings.none().withStrength(strength))
                .isEqualTo(AugmentationSettings.none());
    }

    @Test
    void probabilitiesAndFlipsStay() {
        AugmentationSettings stronger = DEFAULTS.withStrength(2.5);

        assertThat(stronger.enabled()).isTrue();
        assertThat(stronger.horizontalFlip()).isEqualTo(DEFAULTS.horizontalFlip());
        assertThat(stronger.verticalFlip()).isEqualTo(DEFAULTS.verticalFlip());
        ranges(stronger)
                .forEach(
                        (name, variation) ->
                                assertThat(variation.probability())
                                        .as(name)
                                        .isEqualTo(ranges(DEFAULTS).get(name).probability()));
    }

    @ParameterizedTest
    @CsvSource({
        "rotation, 2, -20, 20",
        "scale, 2, 0.8, 1.2",
        "shift, 2, -0.1, 0.1",
        "gain, 2, 0.7, 1.3",
        "contrast, 2, 0.7, 1.3",
        "gamma, 2, 0.64, 1.5625",
        "tgc, 2, -0.4, 0.4",
        "speckle, 2, 0, 0.3",
        "rotation, 0.5, -5, 5",
        "scale, 0.5, 0.95, 1.05",
        "gamma, 0.5, 0.8944271909999159, 1.118033988749895"
    })
    void distancesFromWhatChangesNothingAreMultiplied(
            String name, double strength, double from, double to) {
        assertRange(ranges(DEFAULTS.withStrength(strength)).get(name), from, to);
    }

    @ParameterizedTest
    @CsvSource({
        "rotation, -45, 20, -45, 45",
        "scale, 0.7, 1.1, 0.5, 1.3",
        "shift, -0.05, 0.2, -0.15, 0.25",
        "gain, 0.5, 1.5, 0.5, 1.5",
        "contrast, 0.9, 1.3, 0.7, 1.5",
        "gamma, 0.7, 1.1, 0.5, 1.331",
        "tgc, -0.2, 0.1, -0.5, 0.3",
        "speckle, 0.1, 0.2, 0.3, 0.5"
    })
    void whatWouldGoBeyondTheBoundsStopsThere(
            String name, double from, double to, double expectedFrom, double expectedTo) {
        AugmentationSettings settings = Variations.only(name, new Variation(0.5, from, to));

        assertRange(ranges(settings.withStrength(3)).get(name), expectedFrom, expectedTo);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 3.01, Double.NaN})
    void strengthOutOfItsRangeIsNamed(double strength) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withStrength(strength))
                .withMessage("strength is %s, expected 0.0 to 3.0", strength);
    }

    private static void assertRange(Variation variation, double from, double to) {
        List<Double> range = variation.range();
        assertThat(range.get(0)).isCloseTo(from, within(1e-12));
        assertThat(range.get(1)).isCloseTo(to, within(1e-12));
    }

    private static Map<String, Variation> ranges(AugmentationSettings settings) {
        return Map.of(
                "rotation", settings.rotation(),
                "scale", settings.scale(),
                "shift", settings.shift(),
                "gain", settings.gain(),
                "contrast", settings.contrast(),
                "gamma", settings.gamma(),
                "tgc", settings.tgc(),
                "speckle", settings.speckle());
    }
}
