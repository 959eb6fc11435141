package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.cli.TestCohorts;
import io.podagra.cli.settings.StudySettings;
import io.podagra.data.Cohort;
import io.podagra.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldModelTest {
    @TempDir private Path folder;

    private Cohort cohort;
    private Split split;

    @BeforeEach
    void divideACohort() throws IOException {
        StudySettings settings = StudySettings.defaults();
        cohort = Cohort.read(TestCohorts.write(folder.resolve("cohort"), 12, "left", "right"));
        split = Split.of(cohort, settings.splitSettings(), List.of());
    }

    private OldModel trainedOn(String cohortFingerprint, String splitFingerprint) {
        return new OldModel(
                folder.resolve("model.zip"),
                Models.metadata(
                        "single", List.of("left", "right"), cohortFingerprint, splitFingerprint));
    }

    @Test
    void onTheSameSplitThereIsNothingToSay() {
        OldModel old = trainedOn(cohort.fingerprint(), split.fingerprint());

        assertThat(old.notice(cohort, split)).isEmpty();
        assertThat(old.caution(cohort)).isEmpty();
    }

    @Test
    void onAnotherSplitItKnowsTestImages() {
        OldModel old = trainedOn(cohort.fingerprint(), "another");

        assertThat(old.notice(cohort, split))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("test images are among those"));
        assertThat(StudyFacts.notices(cohort, split, Optional.of(old)))
                .anyMatch(said -> said.contains("test images are among those"));
        assertThat(StudyFacts.notices(cohort, split, Optional.empty())).isEmpty();
    }

    @Test
    void ofAnotherCohortNobodyKnows() {
        OldModel old = trainedOn("another", split.fingerprint());

        assertThat(old.notice(cohort, split)).isEmpty();
        assertThat(old.caution(cohort))
                .hasValueSatisfying(said -> assertThat(said).contains("It is not known whether"));
    }

    @Test
    void isNoneWhereAStudyBeginsWithAWordOrOtherWeights() throws IOException {
        assertThat(OldModel.of("random")).isEmpty();
        assertThat(OldModel.of(Files.writeString(folder.resolve("w.pt"), "no zip").toString()))
                .isEmpty();
    }
}
