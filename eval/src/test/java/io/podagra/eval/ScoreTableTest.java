package io.podagra.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.eval.statistics.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTableTest {
    private static final String HEADER =
            "image_id,patient_id,view,label,score_single,score_multiple\n";

    @TempDir private Path folder;
    private Path csv;

    @BeforeEach
    void name() {
        csv = folder.resolve("scores.csv");
    }

    @Test
    void columnsAreFoundByNameAndOthersKeptAsAttributes() throws IOException {
        write(
                """
                remark,label,score_multiple,view,patient_id,image_id,score_single
                "a, b",1,0.75,Dorsal,p1,x/1.png,5e-1
                ,0,0,medial,p2,x/2.png,1
                """);

        ScoreTable table = ScoreTable.read(csv);

        assertThat(table.images())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("attributes")
                .containsExactly(
                        Samples.image("x/1.png", "p1", "dorsal", Label.ABNORMAL, 0.5, 0.75),
                        Samples.image("x/2.png", "p2", "medial", Label.NORMAL, 1, 0));
        assertThat(table.images())
                .extracting(ScoredImage::attributes)
                .containsExactly(Map.of("remark", "a, b"), Map.of("remark", ""));
        assertThat(table.methods()).containsExactly(Method.SINGLE, Method.MULTIPLE);
        assertThat(table.views()).containsExactly("dorsal", "medial");
        assertThat(table.forView("medial").images()).hasSize(1);
    }

    @Test
    void oneColumnOfScoresIsEnough() throws IOException {
        write("image_id,patient_id,view,label,score_multiple\n1.png,p,dorsal,0,0.25\n");

        ScoreTable table = ScoreTable.read(csv);

        assertThat(table.methods()).containsExactly(Method.MULTIPLE);
        assertThat(table.images().get(0).score(Method.SINGLE)).isEmpty();
    }

    @Test
    void whatASpreadsheetSavesIsRead() throws IOException {
        write("\uFEFF" + (HEADER + "1.png,p,dorsal,0,0.25,0.5\n").replace("\n", "\r\n") + "\r\n");

        assertThat(ScoreTable.read(csv).images()).hasSize(1);
    }

    @Test
    void writtenScoresAreReadAsTheSameNumbers() throws IOException {
        ScoreTable table =
                ScoreTable.of(
                        List.of(
                                Samples.image(
                                        "a \"b\", c.png",
                                        "p",
                                        "dorsal",
                                        Label.NORMAL,
                                        1 / 3.0,
                                        0.1f),
                                Samples.image(
                                        "d.png",
                                        "p",
                                        "dorsal",
                                        Label.ABNORMAL,
                                        Double.MIN_VALUE,
                                        1)));

        table.write(csv);

        assertThat(ScoreTable.read(csv).images()).isEqualTo(table.images());
        assertThat(folder.toFile().list())
                .as("no temporary file left")
                .containsExactly("scores.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ,p,dorsal,1,0.5,0.5       | image_id: is empty, expected an identifier
                    1.png,,dorsal,1,0.5,0.5   | patient_id: is empty, expected an identifier
                    1.png,p,up side,1,0.5,0.5 | view: 'up side' is no view; expected one word of at most 64 letters, digits, '_' and '-', such as dorsal
                    1.png,p,../etc,1,0.5,0.5  | view: '../etc' is no view; expected one word of at most 64 letters, digits, '_' and '-', such as dorsal
                    1.png,p,All,1,0.5,0.5     | view: 'all' is reserved for the set of all views; name the view otherwise
                    1.png,p,dorsal,yes,.5,.5  | label: found 'yes', expected 1 (abnormal) or 0 (normal)
                    1.png,p,dorsal,1,abc,0.5  | score_single: found 'abc', expected a number from 0 to 1
                    1.png,p,dorsal,1,NaN,0.5  | score_single: found 'NaN', expected a number from 0 to 1
                    1.png,p,dorsal,1,0.5,Infinity | score_multiple: found 'Infinity', expected a number from 0 to 1
                    1.png,p,dorsal,1,0.5,1.01 | score_multiple: found '1.01', expected a number from 0 to 1
                    1.png,p,dorsal,1,-0.1,0.5 | score_single: found '-0.1', expected a number from 0 to 1
                    1.png,p,dorsal,1,1e999,0  | score_single: found '1e999', expected a number from 0 to 1
                    1.png,p,dorsal,1,0x1p-1,0 | score_single: found '0x1p-1', expected a number from 0 to 1
                    1.png,p,dorsal,1,0.5,     | score_multiple: found '', expected a number from 0 to 1
                    """)
    void aBadCellIsNamedWithItsLineAndColumn(String row, String problem) throws IOException {
        write(HEADER + "0.png,p,dorsal,0,0.1,0.2\n" + row + "\n");

        assertThat(problems()).containsExactly(csv + ", row 3, column " + problem);
    }

    @Test
    void everyProblemIsReportedAtOnce() throws IOException {
        write(
                HEADER
                        + "\n\n"
                        + "1.png,p,dorsal,2,0.5,x\n"
                        + "\"2\n"
                        + ".png\",p,dorsal,1,0.5,0.5\n"
                        + "1.png,p,dorsal,1,3,0\n"
                        + "8.png,p,dorsal\n");

        assertThat(problems())
                .containsExactly(
                        csv
                                + ", row 4, column label: found '2', expected 1 (abnormal) or 0"
                                + " (normal)",
                        csv
                                + ", row 4, column score_multiple: found 'x', expected a number"
                                + " from 0 to 1",
                        csv
                                + ", row 7, column score_single: found '3', expected a number from"
                                + " 0 to 1",
                        csv
                                + ", row 7, column image_id: '1.png' is already in row 4; keep one"
                                + " row for each image",
                        csv
                                + ", row 8: has 3 values where the header has 6 columns; quote"
                                + " values that contain a comma");
    }

    @Test
    void missingColumnsAreNamedBesideThoseFound() throws IOException {
        write("image;label;score\n1.png;1;0.5\n");
        assertThat(problems())
                .containsExactly(
                        csv
                                + ": no column image_id, patient_id, view, label; the first row"
                                + " must name image_id, patient_id, view, label, found"
                                + " image;label;score; separate the columns with commas");

        write("image_id,patient_id,view,label,score\n1.png,p,dorsal,1,0.5\n");
        assertThat(problems())
                .containsExactly(
                        csv
                                + ": no column of scores; the first row must name score_single,"
                                + " score_multiple or both, found image_id, patient_id, view,"
                                + " label, score");
    }

    @Test
    void columnsMayBeWrittenInAnyCase() throws IOException {
        write("IMAGE_ID,Patient_Id,View,LABEL,score_single,Score_Multiple\n1.png,p,d,1,.5,.75\n");

        assertThat(ScoreTable.read(csv).images())
                .containsExactly(Samples.image("1.png", "p", "d", Label.ABNORMAL, 0.5, 0.75));
    }

    @Test
    void aColumnThatOccursTwiceIsRefused() throws IOException {
        write("image_id,patient_id,view,label,label,score_single\n");

        assertThat(problems())
                .containsExactly(csv + ": column label is there twice; rename or remove one");

        write("image_id,patient_id,view,label,score_single,Score_Single\n1.png,p,d,1,.5,.75\n");

        assertThat(problems())
                .containsExactly(
                        csv + ": column score_single is there twice; rename or remove one");
    }

    @Test
    void anEmptyFileAndOneWithoutImagesAreRefused() throws IOException {
        write("");
        assertThat(problems())
                .containsExactly(
                        csv
                                + ": is empty, expected a header with the columns image_id,"
                                + " patient_id, view, label");

        write(HEADER);
        assertThat(problems())
                .containsExactly(
                        csv
                                + ": has no readable row below the header, expected one for each"
                                + " image");
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        assertThat(problems())
                .containsExactly(csv + ": does not exist; check the path of the scores");
        assertThatThrownBy(() -> ScoreTable.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + ": is a folder; give the CSV file of scores itself");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Files.writeString(csv, HEADER + "é.png,p,dorsal,1,0.5,0.5\n", ISO_8859_1);
        assertThat(problems())
                .containsExactly(csv + ", row 2: is not UTF-8 text; save the file as UTF-8");

        write(HEADER + "\"1.png,p,dorsal,1,0.5,0.5\n");
        assertThat(problems()).singleElement().asString().contains("close every quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic-1.png", "dorsal/synthetic-2.png"})
    void drawnImagesAreKnownByTheirFileName(String imageId) {
        ScoreTable table =
                ScoreTable.of(
                        List.of(Samples.image(imageId, "p", "dorsal", Label.NORMAL, 0.1, 0.2)));

        assertThat(table.synthetic()).isTrue();
    }

    @Test
    void aTableIsSyntheticOnlyAsAWhole() {
        ScoredImage drawn = Samples.image("1.png", "synthetic-p", "dorsal", Label.NORMAL, 0.1, 0.2);
        ScoredImage real =
                Samples.image("synthetic-folder/2.png", "p", "dorsal", Label.NORMAL, 0.1, 0.2);

        assertThat(ScoreTable.of(List.of(drawn)).synthetic()).isTrue();
        assertThat(ScoreTable.of(List.of(real)).synthetic()).isFalse();
        assertThat(ScoreTable.of(List.of(drawn, real)).synthetic()).isFalse();
        assertThat(ScoreTable.of(List.of(drawn, real)).syntheticImages()).isEqualTo(1);
    }

    @Test
    void imagesMadeInCodeAreCheckedToo() {
        ScoredImage image = Samples.image("1.png", "p", "dorsal", Label.NORMAL, 0.1, 0.2);
        ScoredImage single =
                new ScoredImage("2.png", "p", "dorsal", Label.NORMAL, Map.of(Method.SINGLE, 0.1));

        assertThatThrownBy(() -> ScoreTable.of(List.of(image, image)))
                .hasMessage("image '1.png' is scored twice");
        assertThatThrownBy(() -> ScoreTable.of(List.of(image, single)))
                .hasMessageContaining("image '2.png' has scores of [SINGLE], others of");
        assertThatThrownBy(() -> Samples.image("1.png", "p", "dorsal", Label.NORMAL, Double.NaN, 0))
                .hasMessage("score NaN of image '1.png' is outside 0 to 1");
        assertThatThrownBy(() -> ScoreTable.of(List.of(image)).forView("medial"))
                .hasMessage("view 'medial' is none of [dorsal]");
    }

    private void write(String content) throws IOException {
        Files.writeString(csv, content);
    }

    private List<String> problems() {
        return catchThrowableOfType(InvalidInputException.class, () -> ScoreTable.read(csv))
                .problems();
    }
}
