package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomTruthTest {
    private static final PhantomSettings SETTINGS =
            PhantomSettings.demo().withSize(4, 12).withLabelNoise(0);

    @TempDir private Path folder;

    @Test
    void tellsTheSeveritiesThatWereDrawn() throws IOException {
        Path cohort = draw();
        PhantomTruth truth = PhantomTruth.read(cohort);

        for (CohortImage image : Cohort.read(cohort).images()) {
            boolean shown =
                    truth.of(image.file()).values().stream().anyMatch(severity -> severity > 0);
            assertThat(truth.of(image.file())).containsOnlyKeys(Sign.values());
            assertThat(shown).isEqualTo(image.label() == Label.ABNORMAL);
        }
    }

    @Test
    void saysWhichImageItDoesNotKnow() throws IOException {
        PhantomTruth truth = PhantomTruth.read(draw());

        assertThatThrownBy(() -> truth.of(Path.of("other.png")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("other.png: truth.csv does not tell of it; draw the cohort again");
    }

    @Test
    void saysWhichSeverityIsNoNumber() throws IOException {
        Path cohort = draw();
        Path file = cohort.resolve(PhantomCohort.TRUTH);
        Files.writeString(file, Files.readString(file).replaceFirst("0\\.000", "none"));

        assertThatThrownBy(() -> PhantomTruth.read(cohort))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("is 'none', expected a number from 0 to 1");
    }

    private Path draw() throws IOException {
        Path cohort = folder.resolve("cohort");
        PhantomCohort.write(cohort, SETTINGS, silent());
        return cohort;
    }

    private static ProgressListener silent() {
        return (done, total) -> {};
    }
}
