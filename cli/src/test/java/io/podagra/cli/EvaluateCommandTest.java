package io.podagra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code evaluate} makes of scores beside the sets. */
class EvaluateCommandTest {
    private static final String HEADER = "image_id,patient_id,view,label,score_single,device\n";

    @TempDir private Path folder;

    @Test
    void furtherColumnsMakeSubgroups() throws IOException {
        write("scores.csv", rows("t", 8));

        CommandRun run = evaluate();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(metrics().at("/subgroups/device/0/value").asText()).isEqualTo("A");
        assertThat(metrics().at("/subgroups/device/1/images").asInt()).isEqualTo(4);
        assertThat(folder.resolve("out/tables.csv")).exists();
    }

    @Test
    void anyColumnCanBeNamed() throws IOException {
        write("scores.csv", rows("t", 8).replace(",device", ",probe"));

        CommandRun run = evaluate("--set", "evaluation.subgroups=[probe]");

        assertThat(run.exitCode()).isZero();
        assertThat(metrics().at("/subgroups/probe")).hasSize(2);
        assertThat(metrics().at("/subgroups/device").isMissingNode()).isTrue();
    }

    @Test
    void aGivenPrevalenceIsUsedAndABadOneNamed() throws IOException {
        write("scores.csv", rows("t", 8));
        write("validation.csv", rows("v", 10));

        CommandRun run = evaluate("--validation", path("validation.csv"), "--prevalence", "0.1");

        assertThat(run.exitCode()).isZero();
        assertThat(metrics().get("prevalence").asDouble()).isEqualTo(0.1);
        assertThat(metrics().at("/operatingRules/0/npv").isNumber()).isTrue();
        CommandRun wrong = evaluate("--prevalence", "1.5");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--prevalence 1.5: a share between 0 and 1 is expected");
    }

    @Test
    void validationScoresOfTestImagesAreRefusedAndOfTestPatientsCautionedAgainst()
            throws IOException {
        write("scores.csv", rows("t", 8));
        write("validation.csv", rows("v", 8).replace("pv", "pt"));

        assertThat(evaluate("--validation", path("scores.csv")).err())
                .contains("8 of the validation scores are of test images");
        assertThat(evaluate("--validation", path("validation.csv")).exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("4 patients have images among the validation scores");
        assertThat(evaluate("--validation", path("validation.csv"), "--lang", "zh").exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("lang=\"zh-CN\"")
                .doesNotContain("patients have images", "Chosen on", "Evaluation of scores");
    }

    @Test
    void aCohortOfOtherImagesIsRefused() throws IOException {
        write("scores.csv", rows("t", 8));
        TestCohorts.write(folder.resolve("cohort"), 4, "dorsal");

        CommandRun run = evaluate("--cohort", path("cohort"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("of 8 scored images 8 are not in this cohort");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anUnknownLanguageIsAWrongUse() throws IOException {
        write("scores.csv", rows("t", 8));

        CommandRun run = evaluate("--lang", "fr");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'fr' is no language of reports; there are en, zh");
    }

    private JsonNode metrics() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/metrics.json").toFile());
    }

    private CommandRun evaluate(String... more) {
        String[] arguments = {
            "evaluate",
            "--scores",
            path("scores.csv"),
            "--out",
            path("out"),
            "--set",
            "evaluation.bootstrapRedraws=50"
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of((Object[]) all);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Images of half as many patients, the abnormal ones mostly higher, on two devices. */
    private static String rows(String prefix, int count) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            rows.append(
                    "%s%d.png,p%s%d,dorsal,%d,0.%d,%s%n"
                            .formatted(
                                    prefix,
                                    i,
                                    prefix,
                                    i / 2,
                                    i % 2,
                                    (i % 2 == 0 ? 1 : 4) + i % 5,
                                    i < count / 2 ? "A" : "B"));
        }
        return rows.toString();
    }
}
