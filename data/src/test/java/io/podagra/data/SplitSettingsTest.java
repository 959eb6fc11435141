package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitSettingsTest {
    private static final SplitSettings DEFAULTS = SplitSettings.defaults();

    @Test
    void defaultsAreThePapersSixToFourByPatients() {
        assertThat(DEFAULTS)
                .isEqualTo(
                        new SplitSettings(
                                new SplitScheme.AtRandom(0.4),
                                0.2,
                                SplitUnit.PATIENT,
                                NearDuplicateTreatment.REFUSE,
                                42));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoFraction(double value) {
        assertThatThrownBy(() -> new SplitScheme.AtRandom(value))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "testFraction is "
                                + value
                                + ", expected a number between 0 and 1, both excluded");
        assertThatThrownBy(() -> DEFAULTS.withValidationFraction(value))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("validationFraction is " + value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | folds is 1, expected a number of at least 2",
                "0 | 5 | fold is 0, expected the number of the fold to test on, from 1 to 5",
                "6 | 5 | fold is 6, expected the number of the fold to test on, from 1 to 5"
            })
    void refusesAFoldThatIsNone(int number, int folds, String problem) {
        assertThatThrownBy(() -> new SplitScheme.Fold(number, folds))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(problem);
    }

    @Test
    void refusesAHoldOutOfNoValues() {
        assertThatThrownBy(() -> new SplitScheme.HoldOutValues("site", List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("holdOut has no values for the column site");
    }

    @Test
    void saysInWordsHowACohortIsDivided() {
        assertThat(DEFAULTS.words())
                .isEqualTo(
                        "by patients, stratified by view and label; 40 % at random for testing;"
                                + " 20 % of the rest for validation; near-duplicates on two sides"
                                + " refused");
        assertThat(DEFAULTS.withUnit(SplitUnit.IMAGE).words())
                .startsWith("by images, not by patients, stratified")
                .endsWith("near-duplicates on two sides to be expected");
        assertThat(DEFAULTS.withScheme(new SplitScheme.Fold(2, 5)).words())
                .contains("; fold 2 of 5 for testing; 20 %");
        assertThat(DEFAULTS.withScheme(new SplitScheme.HoldOutValues("site", List.of("B"))).words())
                .contains("; held out for testing: site B; 20 %");
        assertThat(
                        DEFAULTS.withScheme(
                                        new SplitScheme.HoldOutFrom(
                                                "acquired_at", LocalDate.of(2024, 3, 1)))
                                .words())
                .contains("; held out for testing: acquired_at from 2024-03-01 on; 20 %");
    }

    @Test
    void theWordsOfAGivenSplitNameNoFolderAndNoFractions() {
        SplitSettings given =
                DEFAULTS.withScheme(new SplitScheme.FromFile(Path.of("home", "ada", "split.csv")));

        assertThat(given.words())
                .isEqualTo(
                        "by patients; as given in split.csv; near-duplicates on two sides"
                                + " refused");
    }
}
