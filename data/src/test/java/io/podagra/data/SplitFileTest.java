package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFileTest {
    @TempDir Path folder;

    private Path file;
    private Cohort cohort;

    @BeforeEach
    void cohort() {
        file = folder.resolve("split.csv");
        List<CohortImage> images = new ArrayList<>();
        for (int patient = 1; patient <= 6; patient++) {
            images.add(Cohorts.image("p," + patient, "dorsal", 1, Label.NORMAL));
            images.add(Cohorts.image("p," + patient, "dorsal", 2, Label.ABNORMAL));
        }
        cohort = Cohorts.of(images);
    }

    private static Split split(Cohort cohort, SplitSettings settings) {
        return Split.of(cohort, settings, List.of());
    }

    private static Split read(Path file, Cohort cohort) {
        return split(cohort, SplitSettings.defaults().withScheme(new SplitScheme.FromFile(file)));
    }

    @Test
    void aSplitComesBackAsItWasWritten() throws IOException {
        Split split = split(cohort, SplitSettings.defaults());

        split.write(file);

        Split back = read(file, cohort);
        assertThat(cohort.images())
                .allSatisfy(image -> assertThat(back.partOf(image)).isEqualTo(split.partOf(image)));
    }

    @Test
    void writesOneRowForEachImageInTheOrderOfTheManifest() throws IOException {
        Split split = split(cohort, SplitSettings.defaults());

        split.write(file);

        assertThat(file).content().startsWith("image,patient_id,view,label,part\n");
        assertThat(Files.readAllLines(file))
                .hasSize(13)
                .element(1)
                .asString()
                .matches("\"images/p,1-dorsal-1.png\",\"p,1\",dorsal,normal,[a-z]+");
    }

    @Test
    void readsAnySpellingOfALabelAndColumnsInAnyOrder() throws IOException {
        List<String> rows = new ArrayList<>(List.of("Part,label,view,patient_id,image"));
        for (int patient = 1; patient <= 6; patient++) {
            String part = List.of("train", "Test", "validation").get(patient % 3);
            for (int label = 0; label <= 1; label++) {
                rows.add(
                        "%s,%d,dorsal,\"p,%d\",\"images/p,%d-dorsal-%d.png\""
                                .formatted(part, label, patient, patient, label + 1));
            }
        }
        Files.write(file, rows);

        assertThat(read(file, cohort).images(Part.TEST)).hasSize(4);
    }

    @Test
    void namesEveryProblemWithItsRow() throws IOException {
        split(cohort, SplitSettings.defaults()).write(file);
        List<String> rows = new ArrayList<>(Files.readAllLines(file));
        String first = rows.get(1);
        String part = first.substring(first.lastIndexOf(',') + 1);
        String otherPart = part.equals("test") ? "train" : "test";
        rows.set(2, rows.get(2).replace("," + part, "," + otherPart));
        rows.set(3, rows.get(3).replaceFirst(",[a-z]+$", ",holdout"));
        rows.set(4, rows.get(4).replace("abnormal", "normal").replace(",dorsal,", ",medial,"));
        rows.set(5, rows.get(5).replace("\"p,3\"", "p4"));
        rows.set(6, rows.get(6).replace("images/", "pictures/"));
        rows.set(7, first);
        Files.write(file, rows);

        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> read(file, cohort));

        assertThat(e.problems())
                .containsExactly(
                        file
                                + ": has no row for the cohort's image"
                                + " 'images/p,3-dorsal-2.png'; make a new split of this cohort",
                        file
                                + ": has no row for the cohort's image"
                                + " 'images/p,4-dorsal-1.png'; make a new split of this cohort",
                        file
                                + ", row 3, column part: found "
                                + otherPart
                                + ", but row 2 has the same patient, p,1, in "
                                + part
                                + "; keep a patient's images in one part, or the test would be of"
                                + " patients the network has seen",
                        file
                                + ", row 4, column part: found 'holdout', expected train,"
                                + " validation or test",
                        file
                                + ", row 5, column view: found 'medial', but the manifest has"
                                + " dorsal; make a new split of this cohort",
                        file
                                + ", row 5, column label: found 'normal', but the manifest has"
                                + " abnormal; make a new split of this cohort",
                        file
                                + ", row 6, column patient_id: is another patient than in the"
                                + " manifest; make a new split of this cohort",
                        file
                                + ", row 7, column image: 'pictures/p,3-dorsal-2.png' is not in"
                                + " the cohort; make a new split of this cohort",
                        file
                                + ", row 8, column image: 'images/p,1-dorsal-1.png' is already in"
                                + " row 2; keep one of them");
    }

    @Test
    void refusesASplitWithAnEmptyPart() throws IOException {
        split(cohort, SplitSettings.defaults()).write(file);
        Files.writeString(file, Files.readString(file).replace(",validation\n", ",train\n"));

        assertThatThrownBy(() -> read(file, cohort))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "The validation part of the split has for the view dorsal 0 abnormal and"
                                + " 0 normal images");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> read(file, cohort))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": no such file;");
    }

    @Test
    void readsAPatientInTwoPartsOnlyWhereImagesAreTheUnit() throws IOException {
        List<String> rows = new ArrayList<>(List.of("image,patient_id,view,label,part"));
        for (CohortImage image : cohort.images()) {
            int patient = image.patientId().charAt(2) - '1';
            int turn = patient + image.label().code();
            rows.add(
                    "\"%s\",\"%s\",dorsal,%s,%s"
                            .formatted(
                                    image.id(),
                                    image.patientId(),
                                    image.label().word(),
                                    List.of("train", "validation", "test").get(turn % 3)));
        }
        Files.write(file, rows);
        SplitSettings given = SplitSettings.defaults().withScheme(new SplitScheme.FromFile(file));

        assertThat(split(cohort, given.withUnit(SplitUnit.IMAGE)).cautions())
                .singleElement()
                .asString()
                .startsWith(
                        "Split by images, not by patients: 4 of 4 test patients have images in"
                                + " training or validation too.");
        assertThatThrownBy(() -> split(cohort, given))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has the same patient, p,1, in train");
    }
}
