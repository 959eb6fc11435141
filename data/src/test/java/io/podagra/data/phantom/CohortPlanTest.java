package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.phantom.CohortPlan.PlannedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertThat(PLAN.stream().filter(PlannedImage::abnormal)).hasSize(2_040);
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
        Map<String, Set<String>> signs =
                PLAN.stream()
                        .filter(PlannedImage::abnormal)
                        .collect(
                                Collectors.groupingBy(
                                        image -> image.patient().id() + image.view(),
                                        Collectors.mapping(
                                                image -> PhantomImage.disease(image, PAPER).words(),
                                                Collectors.toSet())));

        assertThat(signs.values()).allMatch(of -> of.size() == 1);
    }

    @Test
    void lessDifficultyIsMoreSeverity() {
        PhantomSettings easy = new PhantomSettings(351, 4_032, 1, 0.5);
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
        assertThat(CohortPlan.of(new PhantomSettings(351, 4_032, 2, 1))).isNotEqualTo(PLAN);
    }

    @Test
    void theDemoIsSmallAndEasy() {
        assertThat(PhantomSettings.demo()).isEqualTo(new PhantomSettings(60, 360, 1, 0.4));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 30, 1, The number of patients is 3",
        "10000, 30000, 1, The number of patients is 10000",
        "4, 11, 1, The number of images of 4 patients is 11",
        "4, 595, 1, The number of images of 4 patients is 595",
        "4, 12, 0, difficulty is 0.0",
        "4, 12, NaN, difficulty is NaN",
        "4, 12, 11, difficulty is 11.0"
    })
    void refusesSettingsOutOfRange(int patients, int images, double difficulty, String problem) {
        assertThatThrownBy(() -> new PhantomSettings(patients, images, 1, difficulty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(problem + ", expected ");
    }
}
