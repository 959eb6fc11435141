package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.cli.TestCohorts;
import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.LearningCurvePlan.TrainingPart;
import io.podagra.data.Cohort;
import io.podagra.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learning curve has trained; nothing is trained here. */
class LearningCurvePlanTest {
    @TempDir private Path folder;

    @Test
    void isFractionsInAscendingOrderThenEqualNumbers() throws IOException {
        LearningCurvePlan plan = plan("[0.5, 1, 0.25]", "patient", "left", "right");

        assertThat(plan.parts())
                .extracting(TrainingPart::name)
                .containsExactly("0.25", "0.5", "equal-n");
        assertThat(plan.works(new RunFolder(Path.of("run"))))
                .extracting(work -> work.arm().name())
                .containsExactly(
                        "single at 0.25",
                        "left at 0.25",
                        "right at 0.25",
                        "single at 0.5",
                        "left at 0.5",
                        "right at 0.5",
                        "single at equal-n");
    }

    @Test
    void networksOfAFractionHaveThePatientsOfTheSmallerOnesToo() throws IOException {
        List<ArmWork> works =
                plan("[0.25, 0.5]", "patient", "left", "right").works(new RunFolder(folder));

        for (int arm = 0; arm < 3; arm++) {
            assertThat(works.get(arm + 3).images()).containsAll(works.get(arm).images());
        }
        assertThat(works.get(1).images())
                .isNotEmpty()
                .allMatch(image -> image.view().name().equals("left"));
        assertThat(works.get(0).images())
                .containsAll(works.get(1).images())
                .containsAll(works.get(2).images())
                .hasSize(works.get(1).images().size() + works.get(2).images().size());
    }

    @Test
    void whereImagesAreTheUnitAFractionIsOfImages() throws IOException {
        List<TrainingPart> parts = plan("[0.25]", "image", "left", "right").parts();

        assertThat(parts.get(0).subset().images())
                .hasSizeBetween(
                        parts.get(1).subset().images().size() / 2 - 1,
                        parts.get(1).subset().images().size() / 2 + 1);
    }

    @Test
    void oneViewHasEqualNumbersAnyway() throws IOException {
        assertThat(plan("[0.5]", "patient", "left").parts())
                .extracting(TrainingPart::name)
                .containsExactly("0.5");
        assertThat(plan("[1]", "patient", "left").wanted()).isTrue();
        assertThat(plan("[]", "patient", "left", "right").wanted()).isFalse();
        assertThat(plan("[]", "patient", "left", "right").parts()).isEmpty();
    }

    private LearningCurvePlan plan(String fractions, String unit, String... views)
            throws IOException {
        StudySettings settings =
                SettingsFile.read(
                        StudySettings.defaults(),
                        List.of(),
                        Map.of("learningCurve", fractions, "split.unit", unit));
        Cohort cohort =
                Cohort.read(TestCohorts.write(folder.resolve("cohort" + views.length), 40, views));
        Split split = Split.of(cohort, settings.splitSettings(), List.of());
        return LearningCurvePlan.of(settings, split, Arm.of(cohort.views()));
    }
}
