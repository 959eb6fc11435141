package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code evaluate} on scores that are wrong, which it refuses with row, value and what to do, and
 * on scores that are too few, for which it writes null and why.
 */
class BadScoresTest {
    private static final String HEADER = "image_id,patient_id,view,label,score_single\n";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a,p,d,1,NaN      | row 2, column score_single: found 'NaN', expected a number from 0 to 1
                    a,p,d,1,inf      | row 2, column score_single: found 'inf', expected a number from 0 to 1
                    a,p,d,1,-0.01    | row 2, column score_single: found '-0.01', expected a number from 0 to 1
                    a,p,d,1,         | row 2, column score_single: found '', expected a number from 0 to 1
                    a,p,d,1,"0,5"    | row 2, column score_single: found '0,5', expected a number from 0 to 1
                    a,p,d,yes,0.5    | row 2, column label: found 'yes', expected 1 (abnormal) or 0 (normal)
                    a,,d,1,0.5       | row 2, column patient_id: is empty, expected an identifier
                    a,p,d,1          | row 2: has 4 values where the header has 5 columns
                    a,p,d,1,.5;a,q,d,0,.4 | row 3, column image_id: 'a' is already in row 2; keep one row for each image
                    ``               | has no readable row below the header
                    """)
    void aWrongRowIsNamedWithItsValue(String rows, String sentence) throws IOException {
        CommandRun run = evaluate(HEADER + rows.replace(';', '\n') + "\n");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("scores.csv")
                .contains(sentence)
                .doesNotContain("\tat ", "internal error");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatASpreadsheetSavesIsReadAndSemicolonsAreExplained() throws IOException {
        String table = HEADER + "a,p,d,1,0.9\nb,q,d,0,0.1\n";

        assertThat(evaluate("\uFEFF" + table.replace("\n", "\r\n")).exitCode()).isZero();
        assertThat(evaluate(table.replace(',', ';')).err())
                .contains("no column image_id, patient_id, view, label")
                .contains("separate the columns with commas");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a,p,d,1,.9;b,q,d,1,.1;c,r,d,1,.4            | auc            | no normal image
                    a,p,d,0,.9                                  | auc            | no abnormal image
                    a,p,d,1,.9;b,q,d,0,.1;c,r,d,0,.4            | aucDelong95    | a variance needs two images of each class, there is only one abnormal
                    a,p,d,1,.9;b,p,d,0,.1;c,p,d,1,.4;e,p,d,0,.5 | aucClustered95 | a variance between patients needs two with abnormal images, there is only one
                    a,p,d,1,.9;b,p,d,0,.1;c,p,d,1,.4;e,p,d,0,.5 | aucBootstrap95 | drawing patients needs two of them
                    """)
    void tooLittleGivesNullWithItsReason(String rows, String key, String reason)
            throws IOException {
        CommandRun run = evaluate(HEADER + rows.replace(';', '\n') + "\n");

        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(run.exitCode()).isZero();
        JsonNode single =
                new ObjectMapper()
                        .readTree(folder.resolve("out/metrics.json").toFile())
                        .at("/sets/all/methods/single");
        assertThat(single.get(key).isNull()).isTrue();
        assertThat(single.get(key + "Reason").asText()).isEqualTo(reason);
    }

    @Test
    void scoresThatAreAllEqualAreChance() throws IOException {
        CommandRun run = evaluate(HEADER + "a,p,d,1,.5\nb,q,d,0,.5\nc,r,d,1,.5\ne,s,d,0,.5\n");

        assertThat(run.exitCode()).isZero();
        JsonNode metrics = new ObjectMapper().readTree(folder.resolve("out/metrics.json").toFile());
        assertThat(metrics.at("/sets/all/methods/single/auc").asDouble()).isEqualTo(0.5);
    }

    private CommandRun evaluate(String table) throws IOException {
        Path scores = folder.resolve("scores.csv");
        Files.writeString(scores, table);
        return CommandRun.of(
                "evaluate",
                "--scores",
                scores,
                "--out",
                folder.resolve("out"),
                "--set",
                "evaluation.bootstrapRedraws=50");
    }
}
