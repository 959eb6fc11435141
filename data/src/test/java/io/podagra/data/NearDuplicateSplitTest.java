package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a split does about pairs of near-duplicate images. */
class NearDuplicateSplitTest {
    private static final Cohort COHORT = cohort();
    private static final SplitSettings DEFAULTS = SplitSettings.defaults();

    private static Cohort cohort() {
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 0; patient < 20; patient++) {
            images.add(Cohorts.image("p" + patient, "dorsal", 1, Label.NORMAL));
            images.add(Cohorts.image("p" + patient, "dorsal", 2, Label.ABNORMAL));
        }
        return Cohorts.of(images);
    }

    private static Split split(SplitSettings settings, ImagePair... pairs) {
        return Split.of(COHORT, settings, List.of(pairs));
    }

    /** A training and a test image of the split that the settings give. */
    private static ImagePair divided(SplitSettings settings) {
        Split split = split(settings);
        return new ImagePair(split.images(Part.TRAIN).get(0), split.images(Part.TEST).get(0));
    }

    @Test
    void aPairOnTwoSidesStopsWithTheNamesOfBoth() {
        ImagePair pair = divided(DEFAULTS);

        assertThatThrownBy(() -> split(DEFAULTS, pair))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "The near-duplicate images '%s' (patient %s, train) and '%s' (patient %s, test) are on two sides of the split; remove one of them from the manifest, give both the same patient_id if the patient is one, or set split.nearDuplicates to together"
                                .formatted(
                                        pair.first().id(),
                                        pair.first().patientId(),
                                        pair.second().id(),
                                        pair.second().patientId()));
    }

    @Test
    void togetherPutsBothPatientsInOnePart() {
        ImagePair pair = divided(DEFAULTS);

        Split split = split(DEFAULTS.withNearDuplicates(NearDuplicateTreatment.TOGETHER), pair);

        assertThat(split.partOf(pair.first())).isEqualTo(split.partOf(pair.second()));
        assertThat(split.cautions()).isEmpty();
    }

    @Test
    void togetherDoesNotDependOnTheOrderOfPairs() {
        SplitSettings together = DEFAULTS.withNearDuplicates(NearDuplicateTreatment.TOGETHER);
        List<CohortImage> images = COHORT.images();
        ImagePair one = new ImagePair(images.get(0), images.get(30));
        ImagePair other = new ImagePair(images.get(12), images.get(30));

        Split split = split(together, one, other);
        Split reversed = split(together, other, one);

        assertThat(images)
                .allSatisfy(
                        image -> assertThat(reversed.partOf(image)).isEqualTo(split.partOf(image)));
    }

    @Test
    void allowLeavesThePairOnTwoSidesAndSaysSo() {
        ImagePair pair = divided(DEFAULTS);

        Split split = split(DEFAULTS.withNearDuplicates(NearDuplicateTreatment.ALLOW), pair);

        assertThat(split.divided(List.of(pair))).containsExactly(pair);
        assertThat(split.cautions())
                .containsExactly(
                        "Near-duplicates on two sides of the split: 1 of 1 pairs. Where one of a"
                                + " pair was learnt, the other tests nothing; the figures are too"
                                + " good.");
    }

    @Test
    void whereImagesAreTheUnitAPairOnTwoSidesIsExpectedAndCautionedOf() {
        SplitSettings byImages = DEFAULTS.withUnit(SplitUnit.IMAGE);

        Split split = split(byImages, divided(byImages));

        assertThat(split.cautions())
                .hasSize(2)
                .anyMatch(caution -> caution.startsWith("Split by images, not by patients: "))
                .anyMatch(caution -> caution.startsWith("Near-duplicates on two sides"));
    }

    @Test
    void imagesCanBeKeptTogetherAsWell() {
        SplitSettings byImages = DEFAULTS.withUnit(SplitUnit.IMAGE);
        ImagePair pair = divided(byImages);

        Split split = split(byImages.withNearDuplicates(NearDuplicateTreatment.TOGETHER), pair);

        assertThat(split.divided(List.of(pair))).isEmpty();
    }

    @Test
    void aGivenSplitIsRefusedBecauseItsPartsAreNotOursToChoose(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("split.csv");
        split(DEFAULTS).write(file);
        SplitSettings given =
                DEFAULTS.withScheme(new SplitScheme.FromFile(file))
                        .withNearDuplicates(NearDuplicateTreatment.TOGETHER);

        assertThatThrownBy(() -> split(given, divided(DEFAULTS)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("or set split.nearDuplicates to allow");
    }

    @Test
    void refusesAPairOfAnotherCohort() {
        ImagePair strangers =
                new ImagePair(
                        Cohorts.image("stranger", "dorsal", 1, Label.NORMAL),
                        Cohorts.image("stranger", "dorsal", 2, Label.NORMAL));

        assertThatThrownBy(() -> split(DEFAULTS, strangers))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
