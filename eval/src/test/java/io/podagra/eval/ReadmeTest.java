package io.podagra.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.report.EvaluationReport;
import io.podagra.eval.report.ReportContext;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.PatientBootstrap;
import io.podagra.eval.statistics.Patients;
import io.podagra.eval.statistics.References;
import io.podagra.eval.statistics.ZTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of README.md, and checks that they are the ones printed there. */
class ReadmeTest {
    @TempDir private Path folder;

    @Test
    void fromScoresToAReport() throws IOException {
        References.table("balanced").write(folder.resolve("scores.csv"));
        References.table("unbalanced").write(folder.resolve("validation-scores.csv"));

        // README 1
        ScoreTable test = ScoreTable.read(folder.resolve("scores.csv"));
        ScoreTable validation = ScoreTable.read(folder.resolve("validation-scores.csv"));

        StudyMetrics metrics =
                StudyEvaluation.of(
                        test,
                        OperatingPoints.fromValidation(validation),
                        EvaluationSettings.defaults().withEquivalenceMargin(0.03));
        EvaluationReport.write(
                folder.resolve("eval"),
                metrics,
                test,
                ReportContext.titled("Single against multiple"));

        SetMetrics dorsal = metrics.sets().get("dorsal");
        Figure<Double> auc = dorsal.methods().get(Method.SINGLE).auc();
        String words = auc.fold(value -> "AUC " + value, reason -> "no AUC: " + reason);
        // end

        assertThat(words).startsWith("AUC 0.");
        assertThat(folder.resolve("eval/report.html")).exists();
    }

    @Test
    void oneStatisticAtATime() {
        double[] firstScores = {0.9, 0.6, 0.6, 0.4, 0.2, 0.5, 0.8, 0.1};
        double[] secondScores = {0.7, 0.7, 0.3, 0.3, 0.3, 0.6, 0.9, 0.2};
        boolean[] abnormal = {true, true, false, true, false, false, true, false};
        List<String> patientIds = List.of("a", "a", "a", "b", "b", "c", "c", "c");

        // README 2
        LabelledScores first = LabelledScores.of(firstScores, abnormal);
        LabelledScores second = LabelledScores.of(secondScores, abnormal);
        Patients patients = Patients.of(patientIds);

        Figure<ZTest> delong = DeLong.compare(first, second).flatMap(AucComparison::test);
        Figure<ZTest> clustered =
                ClusteredAuc.compare(first, second, patients).flatMap(AucComparison::test);
        Figure<Interval> bootstrap =
                PatientBootstrap.of(patients, 2000, 1).redraw(first, 0.5).auc().interval(0.95);
        // end

        assertThat(delong.isKnown()).isTrue();
        assertThat(clustered.isKnown()).isTrue();
        assertThat(bootstrap.isKnown()).isTrue();
    }

    @Test
    void theExamplesAboveAreThoseOfTheReadme() throws IOException {
        List<String> printed = blocks(Files.readAllLines(Path.of("README.md")), "```java", "```");
        List<String> run =
                blocks(
                        Files.readAllLines(
                                Path.of("src/test/java/io/podagra/eval/ReadmeTest.java")),
                        "// README",
                        "// end");

        assertThat(run).hasSize(2).isEqualTo(printed);
    }

    /** The text between markers, without spaces and line breaks, which the formatter moves. */
    private static List<String> blocks(List<String> lines, String start, String end) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : lines) {
            if (block == null && line.strip().startsWith(start)) {
                block = new StringBuilder();
            } else if (block != null && line.strip().equals(end)) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line.replaceAll("\\s", ""));
            }
        }
        return blocks;
    }
}
