package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of splits by patients at random; {@link SplitLawsTest} has the laws. */
class SplitTest {
    private static final List<String> PAPER_VIEWS = List.of("dorsal", "medial", "plantar");
    private static final Cohort PAPER = Cohorts.random(351, 4032, PAPER_VIEWS, 1);
    private static final double TOLERANCE = 0.02;

    @Test
    void imagesOfAViewAreThoseOfThePartThatShowIt() {
        Split split = split(PAPER, SplitSettings.defaults());

        List<CohortImage> byView = new ArrayList<>();
        PAPER.views().forEach(view -> byView.addAll(split.images(Part.TEST, view)));
        assertThat(byView).hasSameSizeAs(split.images(Part.TEST));
        assertThat(split.images(Part.TEST, new View("medial")))
                .isNotEmpty()
                .allMatch(image -> image.view().equals(new View("medial")));
        assertThat(split.images(Part.TEST, new View("elsewhere"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
    void everyViewAndClassComesWithinTwoPointsOfItsShare(long seed) {
        assertProportions(PAPER, 0.4, 0.2, seed);
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0.25", "0.5, 0.5", "0.3, 0.1"})
    void otherFractionsAreMetAsWell(double test, double validation) {
        assertProportions(PAPER, test, validation, 42);
    }

    @Test
    void breastImagesOfAnotherHospitalAreDividedByTheSameLaws() {
        Path folder = Path.of(System.getProperty("podagra.data", "../../shared/data"), "busbra");
        assumeTrue(
                Files.isDirectory(folder),
                "the BUS-BRA cohort is not in " + folder + "; set -Dpodagra.data to its parent");

        assertProportions(Cohort.read(folder), 0.4, 0.2, 42);
    }

    private static Split split(Cohort cohort, SplitSettings settings) {
        return Split.of(cohort, settings, List.of());
    }

    private static void assertProportions(
            Cohort cohort, double test, double validation, long seed) {
        Split split =
                split(
                        cohort,
                        SplitSettings.defaults()
                                .withScheme(new SplitScheme.AtRandom(test))
                                .withValidationFraction(validation)
                                .withSeed(seed));
        Map<Part, Double> shares =
                Map.of(
                        Part.TEST, test,
                        Part.VALIDATION, (1 - test) * validation,
                        Part.TRAIN, (1 - test) * (1 - validation));
        for (View view : cohort.views()) {
            for (Label label : Label.values()) {
                long all = count(cohort.images(), view, label);
                for (Part part : Part.values()) {
                    assertThat((double) count(split.images(part), view, label) / all)
                            .as("%s of %s %s", part.word(), label.word(), view)
                            .isCloseTo(shares.get(part), within(TOLERANCE));
                }
            }
        }
        for (Part part : Part.values()) {
            Set<String> patients = new HashSet<>();
            split.images(part).forEach(image -> patients.add(image.patientId()));
            assertThat((double) patients.size() / cohort.patients().size())
                    .as("patients of %s", part.word())
                    .isCloseTo(shares.get(part), within(TOLERANCE));
        }
    }

    private static long count(List<CohortImage> images, View view, Label label) {
        return images.stream()
                .filter(image -> image.view().equals(view) && image.label() == label)
                .count();
    }

    @Test
    void anotherSeedIsAnotherSplit() {
        Split one = split(PAPER, SplitSettings.defaults().withSeed(1));
        Split other = split(PAPER, SplitSettings.defaults().withSeed(2));

        assertThat(one.images(Part.TEST)).isNotEqualTo(other.images(Part.TEST));
    }

    @Test
    void aScarceClassReachesEveryPart() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 40; patient++) {
            Label label = patient < 3 ? Label.ABNORMAL : Label.NORMAL;
            images.add(Cohorts.image("p" + patient, "dorsal", 1, label));
        }

        Split split = split(Cohorts.of(images), SplitSettings.defaults());

        for (Part part : Part.values()) {
            assertThat(count(split.images(part), new View("dorsal"), Label.ABNORMAL)).isOne();
        }
    }

    @Test
    void refusesTooFewPatients() {
        Cohort cohort =
                Cohorts.of(
                        List.of(
                                Cohorts.image("a", "dorsal", 1, Label.ABNORMAL),
                                Cohorts.image("b", "dorsal", 1, Label.NORMAL)));

        assertThatThrownBy(() -> split(cohort, SplitSettings.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "The cohort in cohort has images of 2 patients, too few to divide into"
                                + " training, validation and test: expected at least 3, and many"
                                + " more to learn from; add patients");
    }

    @Test
    void refusesAPartThatCannotHaveBothClasses() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 20; patient++) {
            images.add(Cohorts.image("p" + patient, "dorsal", 1, Label.NORMAL));
            images.add(Cohorts.image("p" + patient, "dorsal", 2, Label.ABNORMAL));
            images.add(Cohorts.image("p" + patient, "medial", 1, Label.NORMAL));
        }
        images.add(Cohorts.image("p0", "medial", 2, Label.ABNORMAL));
        images.add(Cohorts.image("p1", "medial", 2, Label.ABNORMAL));

        assertThatThrownBy(() -> split(Cohorts.of(images), SplitSettings.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching(
                        "The (train|validation|test) part of the split has for the view medial 0"
                                + " abnormal and \\d+ normal images, expected both classes; add"
                                + " patients, choose other fractions, or leave this view out");
    }

    @Test
    void refusesAViewOfOneClass() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 9; patient++) {
            images.add(Cohorts.image("p" + patient, "plantar", 1, Label.ABNORMAL));
        }

        assertThatThrownBy(() -> split(Cohorts.of(images), SplitSettings.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "The cohort in cohort has for the view plantar 9 abnormal and 0 normal"
                                + " images, expected both classes; add images of the other class,"
                                + " or leave this view out");
    }

    @Test
    void refusesAnImageOfAnotherCohort() {
        Split split = split(PAPER, SplitSettings.defaults());
        CohortImage stranger = Cohorts.image("stranger", "dorsal", 1, Label.NORMAL);

        assertThatThrownBy(() -> split.partOf(stranger))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreFoldsThanPatients() {
        Cohort cohort = Cohorts.random(12, 120, List.of("dorsal"), 1);
        SplitSettings settings = SplitSettings.defaults().withScheme(new SplitScheme.Fold(1, 13));

        assertThatThrownBy(() -> split(cohort, settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "folds is 13, but the cohort in cohort has only 12 patients to divide;"
                                + " choose fewer folds");
    }

    @Test
    void countsWhatEachPartHolds() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 10; patient++) {
            images.add(Cohorts.image("p" + patient, "dorsal", 1, Label.ABNORMAL));
            images.add(Cohorts.image("p" + patient, "dorsal", 2, Label.NORMAL));
            images.add(Cohorts.image("p" + patient, "medial", 1, Label.ABNORMAL));
            images.add(Cohorts.image("p" + patient, "medial", 2, Label.ABNORMAL));
            images.add(Cohorts.image("p" + patient, "medial", 3, Label.NORMAL));
        }

        List<PartCounts> counts = split(Cohorts.of(images), SplitSettings.defaults()).counts();

        assertThat(counts).hasSize(9);
        assertThat(counts)
                .contains(
                        new PartCounts(Optional.empty(), Part.TEST, 20, 4, 12),
                        new PartCounts(Optional.of(new View("dorsal")), Part.TEST, 8, 4, 4),
                        new PartCounts(Optional.of(new View("medial")), Part.TEST, 12, 4, 8));
        assertThat(counts.get(8).prevalence()).isCloseTo(2 / 3.0, within(1e-12));
    }
}
