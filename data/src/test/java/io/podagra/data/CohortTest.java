package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CohortTest {
    private static final String HEADER = "image,patient_id,view,label";

    @TempDir Path folder;

    @BeforeEach
    void images() throws IOException {
        Files.createDirectory(folder.resolve("images"));
        for (String name : List.of("a.png", "b.png", "c,d.png")) {
            Files.writeString(folder.resolve("images").resolve(name), "pixels of " + name);
        }
    }

    private void manifest(String... lines) throws IOException {
        Files.writeString(folder.resolve("manifest.csv"), String.join("\n", lines));
    }

    private List<String> problems() {
        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> Cohort.read(folder));
        assertThat(e).isNotNull();
        String manifest = folder.resolve("manifest.csv").toString();
        assertThat(e.problems()).allSatisfy(problem -> assertThat(problem).startsWith(manifest));
        return e.problems().stream().map(problem -> problem.substring(manifest.length())).toList();
    }

    @Test
    void readsImagesInTheOrderOfTheManifest() throws IOException {
        manifest(HEADER, "images/b.png,p2,Medial,1", "images/a.png,p1,dorsal,normal");

        Cohort cohort = Cohort.read(folder);

        assertThat(cohort.images())
                .extracting(CohortImage::id)
                .containsExactly("images/b.png", "images/a.png");
        assertThat(cohort.images().get(0).label()).isEqualTo(Label.ABNORMAL);
        assertThat(cohort.images().get(0).file()).hasContent("pixels of b.png");
        assertThat(cohort.views()).containsExactly(new View("dorsal"), new View("medial"));
        assertThat(cohort.patients()).containsExactly("p1", "p2");
        assertThat(cohort.synthetic()).isFalse();
    }

    @Test
    void readsTheManifestByItsOwnPath() throws IOException {
        manifest(HEADER, "images/a.png,p1,dorsal,0");

        assertThat(Cohort.read(folder.resolve("manifest.csv")).images())
                .isEqualTo(Cohort.read(folder).images());
    }

    @Test
    void readsByteOrderMarkCrlfQuotedCommasBlankLinesAndColumnsInAnyOrder() throws IOException {
        manifest(
                "\uFEFFlabel,site,Image,patient_id,view,\r",
                "\r",
                "POSITIVE,\"Ward 3, left\",\"images/c,d.png\", p 1 ,dorsal,\r",
                ",,,,,\r");

        CohortImage image = Cohort.read(folder).images().get(0);

        assertThat(image.id()).isEqualTo("images/c,d.png");
        assertThat(image.patientId()).isEqualTo("p 1");
        assertThat(image.attributes()).containsOnly(Map.entry("site", "Ward 3, left"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images\\a.png", "./images/a.png", "images/../images//a.png"})
    void givesOneImageOneId(String spelling) throws IOException {
        manifest(HEADER, spelling + ",p1,dorsal,normal");

        assertThat(Cohort.read(folder).images().get(0).id()).isEqualTo("images/a.png");
    }

    @Test
    void aManifestOfOneRowIsACohort() throws IOException {
        manifest(HEADER, "images/a.png,p1,dorsal,0");

        assertThat(Cohort.read(folder).images()).hasSize(1);
    }

    @Test
    void readsEverySpellingOfALabelInOneManifest() throws IOException {
        List<String> abnormal = List.of("abnormal", "Positive", "1", " ABNORMAL ");
        List<String> normal = List.of("normal", "NEGATIVE", "0", "Normal");
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < 8; i++) {
            Files.writeString(folder.resolve(i + ".png"), "pixels");
            String label = (i % 2 == 0 ? abnormal : normal).get(i / 2);
            rows.add("%d.png,p%d,dorsal,%s".formatted(i, i, label));
        }
        manifest(rows.toArray(String[]::new));

        assertThat(Cohort.read(folder).images())
                .extracting(CohortImage::label)
                .containsExactly(
                        Label.ABNORMAL,
                        Label.NORMAL,
                        Label.ABNORMAL,
                        Label.NORMAL,
                        Label.ABNORMAL,
                        Label.NORMAL,
                        Label.ABNORMAL,
                        Label.NORMAL);
    }

    @Test
    void keepsALineEndAndQuotesInsideAQuotedValue() throws IOException {
        manifest(
                "image,patient_id,view,label,note",
                "images/a.png,\"Ward 3,\np \"\"1\"\"\",dorsal,1,\"first\r\nsecond\"",
                "images/b.png,p2,dorsal,0,");

        CohortImage image = Cohort.read(folder).images().get(0);

        assertThat(image.patientId()).isEqualTo("Ward 3,\np \"1\"");
        assertThat(image.attributes()).containsEntry("note", "first\r\nsecond");
    }

    @Test
    void followsLinksToImagesAndFoldersElsewhere(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("far.png"), "far pixels");
        Files.createSymbolicLink(folder.resolve("near.png"), elsewhere.resolve("far.png"));
        Files.createSymbolicLink(folder.resolve("archive"), elsewhere);
        manifest(HEADER, "near.png,p1,dorsal,1", "archive/far.png,p2,dorsal,0");

        assertThat(Cohort.read(folder).images())
                .extracting(CohortImage::file)
                .allSatisfy(file -> assertThat(file).hasContent("far pixels"));
    }

    @Test
    void refusesALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(folder.resolve("lost.png"), folder.resolve("gone.png"));
        manifest(HEADER, "lost.png,p1,dorsal,1");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(", row 2, column image: 'lost.png' does not exist in ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/a.png,p1,dorsal,1",
                "images/a.png,p2,medial,0",
                "images\\a.png,p1,dorsal,1",
                "./images/../images/a.png,p1,dorsal,1"
            })
    void refusesAnImageThatIsListedTwiceInWhateverSpelling(String row) throws IOException {
        manifest(HEADER, "images/a.png,p1,dorsal,1", row);

        assertThat(problems())
                .singleElement()
                .asString()
                .matches(
                        ", row 3, column image: '.*' is already in row 2; keep one of the two"
                                + " rows");
    }

    @Test
    void saysInFewLinesWhatIsWrongWithTwoHundredThousandRows() throws IOException {
        String[] rows = new String[200_001];
        Arrays.fill(rows, "images/a.png,p1,dorsal,1");
        rows[0] = HEADER;
        manifest(rows);

        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> Cohort.read(folder));

        assertThat(e.problems()).hasSize(199_999);
        assertThat(e.getMessage().lines()).hasSize(21).last().isEqualTo("... and 199979 more");
    }

    @Test
    void isSyntheticIfAnyRowSaysSo() throws IOException {
        manifest(
                "image,patient_id,view,label,synthetic",
                "images/a.png,p1,dorsal,0,",
                "images/b.png,p1,dorsal,0,True");

        assertThat(Cohort.read(folder).synthetic()).isTrue();
    }

    @Test
    void namesEveryProblemWithItsRowColumnAndValue() throws IOException {
        manifest(
                HEADER,
                "images/a.png,p1,dorsal,maybe",
                "images/none.png,,dorsal side,1",
                "images/a.png,p1,dorsal,1",
                "images,p1,dorsal,1",
                "images/b.png,p1,dorsal",
                ",p1,dorsal,1");

        assertThat(problems())
                .containsExactly(
                        ", row 2, column label: found 'maybe', expected abnormal, positive or 1,"
                                + " or normal, negative or 0",
                        ", row 3, column image: 'images/none.png' does not exist in "
                                + folder
                                + "; correct the path or remove the row",
                        ", row 3, column patient_id: is empty; give images of one patient one"
                                + " name, else they cannot be kept in one part of the split",
                        ", row 3, column view: 'dorsal side' is no view; expected one word of at"
                                + " most 64 letters, digits, '_' and '-', such as dorsal",
                        ", row 4, column image: 'images/a.png' is already in row 2; keep one of"
                                + " the two rows",
                        ", row 5, column image: 'images' is a folder, expected an image file",
                        ", row 6: has 3 values where the header has 4 columns; quote values that"
                                + " contain a comma",
                        ", row 7, column image: is empty, expected a path relative to the"
                                + " manifest");
    }

    @Test
    void refusesAViewThatHasTheNameOfTheSetOfAllViews() throws IOException {
        manifest(HEADER, "images/a.png,p1,All,1");

        assertThat(problems())
                .containsExactly(
                        ", row 2, column view: 'all' is reserved for the set of all views; name the"
                                + " view otherwise");
    }

    @Test
    void countsRowsAsTheLinesOfTheFile() throws IOException {
        manifest(
                "image,patient_id,view,label,note\r",
                "\r",
                "images/a.png,p1,dorsal,1,\"two\r",
                "lines\"\r",
                "images/b.png,p1,dorsal,?,\r");

        assertThat(problems()).singleElement().asString().startsWith(", row 5, column label");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.png",
                "images/../../a.png",
                "..\\a.png",
                "/a.png",
                "C:\\a.png",
                "C:/a.png",
                "\\\\server\\a.png",
                "~/a.png"
            })
    void refusesPathsOutOfTheFolder(String path) throws IOException {
        manifest(HEADER, path + ",p1,dorsal,1");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(", row 2, column image: '" + path + "' leads out of the cohort's");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | : is empty, expected a header with the columns image, patient_id, view,"
                        + " label",
                "`image,patient_id,view,label` | : has no readable row below the header, expected"
                        + " one for each image",
                "`image,person,side,label` | : no column patient_id, view; the first row must name"
                        + " image, patient_id, view, label, found image, person, side, label",
                "`image;patient_id;view;label` | : no column image, patient_id, view, label; the"
                        + " first row must name image, patient_id, view, label, found"
                        + " image;patient_id;view;label; separate the columns with commas",
                "`image,patient_id,view,label,view` | : column view is there twice; rename or"
                        + " remove one",
            })
    void refusesAHeaderThatCannotBeUsed(String header, String problem) throws IOException {
        manifest(header);

        assertThat(problems()).containsExactly(problem);
    }

    @Test
    void refusesTextThatIsNotCsv() throws IOException {
        manifest(HEADER, "\"images/a.png,p1,dorsal,1");

        assertThat(problems()).singleElement().asString().startsWith(": not a CSV file, ");
    }

    @Test
    void refusesTextInAnotherEncoding() throws IOException {
        Files.write(
                folder.resolve("manifest.csv"),
                (HEADER + "\nimages/a.png,Müller,dorsal,1").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems())
                .containsExactly(", row 2: is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void refusesAMissingFolderAndAFolderWithoutManifest() {
        assertThatThrownBy(() -> Cohort.read(folder.resolve("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(folder.resolve("none") + ": no such cohort;");
        assertThatThrownBy(() -> Cohort.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(folder + ": holds no manifest.csv;");
    }

    @Test
    void fingerprintIgnoresOrderAndFurtherColumns() throws IOException {
        manifest(HEADER, "images/a.png,p1,dorsal,0", "images/b.png,p2,dorsal,1");
        String fingerprint = Cohort.read(folder).fingerprint();

        manifest(
                "site,label,view,patient_id,image",
                "x,abnormal,Dorsal,p2,images/b.png",
                "x,normal,dorsal,p1,images/a.png");

        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(Cohort.read(folder).fingerprint()).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/b.png,p1,dorsal,0",
                "images/a.png,p2,dorsal,0",
                "images/a.png,p1,medial,0",
                "images/a.png,p1,dorsal,1"
            })
    void fingerprintNoticesEveryColumn(String row) throws IOException {
        manifest(HEADER, "images/a.png,p1,dorsal,0");
        String fingerprint = Cohort.read(folder).fingerprint();

        manifest(HEADER, row);

        assertThat(Cohort.read(folder).fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void fingerprintNoticesTheSizeOfAnImage() throws IOException {
        manifest(HEADER, "images/a.png,p1,dorsal,0");
        Cohort cohort = Cohort.read(folder);
        String fingerprint = cohort.fingerprint();

        Files.writeString(folder.resolve("images/a.png"), "more pixels than there were before");

        assertThat(cohort.fingerprint()).isNotEqualTo(fingerprint);
    }
}
