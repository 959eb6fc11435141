package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.phantom.CohortPlan.PlannedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortPlanTest {
    private static final PhantomSettings PAPER = PhantomSettings.paper();
    private static final List<PlannedImage> PLAN = CohortPlan.of(PAPER);

    /** Du, Ning, Ding et al. 2024: 351 patients, 4,032 images, 2,040 positive, 1,992 negative. */
    @Test
    void thePaperProfileHasThePapersCounts() {
        assertThat(PLAN.stream().map(image -> image.patient().id()).distinct()).hasSize(351);
        assertThat(PLAN).hasSize(4_032);
        assertThat(PLAN.stream().filter(PlannedImage::labelledAbnormal)).hasSize(2_040);
        assertThat(PLAN.stream().filter(PlannedImage::abnormal)).hasSize(2_040);
    }

    @Test
    void theReaderErrsOnThreeToEightPercentOfThePapersImages() {
        long errors = PLAN.stream().filter(CohortPlanTest::misread).count();

        assertThat(errors / 4_032.0).isBetween(0.03, 0.08);
    }

    @Test
    void theReaderMissesWeakSignsAndCallsDistractorsSigns() {
        double missed = mean(image -> image.abnormal() && misread(image), this::conspicuity);
        double seen = mean(image -> image.abnormal() && !misread(image), this::conspicuity);
        double feared = mean(image -> !image.abnormal() && misread(image), this::alarm);
        double cleared = mean(image -> !image.abnormal() && !misread(image), this::alarm);

        assertThat(missed).isLessThan(0.5 * seen);
        assertThat(feared).isGreaterThan(1.3 * cleared);
    }

    @Test
    void withoutLabelNoiseTheLabelIsWhatIsDrawn() {
        assertThat(CohortPlan.of(PAPER.withLabelNoise(0))).noneMatch(CohortPlanTest::misread);
    }

    private static boolean misread(PlannedImage image) {
        return image.abnormal() != image.labelledAbnormal();
    }

    private double conspicuity(PlannedImage image) {
        return PhantomImage.disease(image, PAPER).conspicuity();
    }

    private double alarm(PlannedImage image) {
        return Distractors.of(PhantomImage.joint(image, PAPER)).alarm();
    }

    private static double mean(Predicate<PlannedImage> of, ToDoubleFunction<PlannedImage> value) {
        return PLAN.stream().filter(of).mapToDouble(value).average().orElseThrow();
    }

    @Test
    void overlaysSayNothingOfThePapersLabelsAndNearlyAllOfTheShortcuts() {
        assertThat(shareWithCalipers(PAPER, true)).isBetween(0.22, 0.28);
        assertThat(shareWithCalipers(PAPER, false)).isBetween(0.22, 0.28);
        assertThat(shareWithCalipers(PhantomSettings.shortcut(), true)).isBetween(0.87, 0.93);
        assertThat(shareWithCalipers(PhantomSettings.shortcut(), false)).isBetween(0.07, 0.13);
    }

    private static double shareWithCalipers(PhantomSettings settings, boolean labelledAbnormal) {
        return PLAN.stream()
                .filter(image -> image.labelledAbnormal() == labelledAbnormal)
                .mapToInt(image -> Overlays.of(image, settings).calipers() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void theShortcutProfileDiffersFromThePapersInItsOverlaysOnly() {
        PhantomSettings shortcut = PhantomSettings.shortcut();

        assertThat(CohortPlan.of(shortcut)).isEqualTo(PLAN);
        assertThat(shortcut.overlays()).isEqualTo(new OverlayShares(0.9, 0.1));
    }

    @Test
    void aSiteHasOneOrTwoDevicesAndSomePatientsMeetBoth() {
        Map<Site, Set<Device>> devices =
                PLAN.stream()
                        .collect(
                                Collectors.groupingBy(
                                        image -> image.patient().site(),
                                        Collectors.mapping(
                                                image -> image.study().device(),
                                                Collectors.toSet())));
        Set<String> patientsOfTwoDevices =
                PLAN.stream()
                        .map(PlannedImage::patient)
                        .filter(
                                patient ->
                                        patient.studies().stream()
                                                        .map(Study::device)
                                                        .distinct()
                                                        .count()
                                                > 1)
                        .map(Patient::id)
                        .collect(Collectors.toSet());

        assertThat(devices).hasSize(3);
        assertThat(devices).allSatisfy((site, of) -> assertThat(of).hasSizeBetween(1, 2));
        assertThat(patientsOfTwoDevices).hasSizeBetween(5, 40);
    }

    @Test
    void aLaterFrameIsOfNoEarlierStudy() {
        for (int i = 1; i < PLAN.size(); i++) {
            PlannedImage image = PLAN.get(i);
            if (image.frame() > 1) {
                assertThat(image.study().date()).isAfterOrEqualTo(PLAN.get(i - 1).study().date());
            }
        }
    }

    @Test
    void everyViewHasTheSameShareOfAbnormalImages() {
        Map<PhantomView, Long> abnormal =
                PLAN.stream()
                        .filter(PlannedImage::abnormal)
                        .collect(Collectors.groupingBy(PlannedImage::view, Collectors.counting()));

        assertThat(abnormal.values()).containsOnly(680L);
    }

    @Test
    void aQuarterOfThePatientsHasNoAbnormalImage() {
        Set<String> diseased = new HashSet<>();
        PLAN.stream()
                .filter(PlannedImage::abnormal)
                .forEach(image -> diseased.add(image.patient().id()));

        assertThat(diseased).hasSizeBetween(230, 263);
        assertThat(PLAN).noneMatch(image -> image.abnormal() && !image.patient().diseased());
    }

    @Test
    void everyPatientHasEveryViewAndAllNamesDiffer() {
        Map<String, Set<PhantomView>> views =
                PLAN.stream()
                        .collect(
                                Collectors.groupingBy(
                                        image -> image.patient().id(),
                                        Collectors.mapping(
                                                PlannedImage::view, Collectors.toSet())));

        assertThat(views.values()).allMatch(of -> of.size() == 3);
        assertThat(PLAN.stream().map(PlannedImage::fileName).distinct()).hasSize(4_032);
    }

    @Test
    void framesOfAJointShowTheSameSigns() {
        Map<String, Set<Set<Sign>>> signs =
                PLAN.stream()
                        .filter(PlannedImage::abnormal)
                        .collect(
                                Collectors.groupingBy(
                                        image -> image.patient().id() + image.view(),
                                        Collectors.mapping(
                                                image ->
                                                        PhantomImage.disease(image, PAPER)
                                                                .severities()
                                                                .keySet(),
                                                Collectors.toSet())));

        assertThat(signs.values()).allMatch(of -> of.size() == 1);
    }

    @Test
    void lessDifficultyIsMoreSeverity() {
        PhantomSettings easy = PAPER.withDifficulty(0.5);
        for (PlannedImage image : PLAN) {
            if (image.abnormal()) {
                assertThat(PhantomImage.disease(image, easy).severity())
                        .isGreaterThanOrEqualTo(PhantomImage.disease(image, PAPER).severity())
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void everySignOccursInEveryView() {
        for (PhantomView view : PhantomView.values()) {
            for (Sign sign : Sign.values()) {
                assertThat(PLAN)
                        .anyMatch(
                                image ->
                                        image.view() == view
                                                && PhantomImage.disease(image, PAPER).shows(sign));
            }
        }
    }

    @Test
    void anotherSeedIsAnotherCohort() {
        assertThat(CohortPlan.of(PAPER.withSeed(2))).isNotEqualTo(PLAN);
    }

    @Test
    void theDemoIsASmallPaperProfile() {
        assertThat(PhantomSettings.demo()).isEqualTo(PhantomSettings.paper().withSize(60, 360));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 30, 1, 0, 0, The number of patients is 3",
        "10000, 30000, 1, 0, 0, The number of patients is 10000",
        "4, 11, 1, 0, 0, The number of images of 4 patients is 11",
        "4, 595, 1, 0, 0, The number of images of 4 patients is 595",
        "4, 12, 0, 0, 0, difficulty is 0.0",
        "4, 12, NaN, 0, 0, difficulty is NaN",
        "4, 12, 11, 0, 0, difficulty is 11.0",
        "4, 12, 1, -0.1, 0, label noise is -0.1",
        "4, 12, 1, 0.3, 0, label noise is 0.3",
        "4, 12, 1, 0, 1.1, The share of abnormal images with overlays is 1.1"
    })
    void refusesSettingsOutOfRange(
            int patients,
            int images,
            double difficulty,
            double labelNoise,
            double overlays,
            String problem) {
        assertThatThrownBy(
                        () ->
                                new PhantomSettings(
                                        patients,
                                        images,
                                        1,
                                        difficulty,
                                        labelNoise,
                                        new OverlayShares(overlays, 0),
                                        Equipment.KNOWN))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(problem + ", expected ");
    }
}
