package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.eval.Examples;
import io.podagra.eval.Method;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class TablesCsvTest {
    @Test
    void holdsTheNumbersOfTheMetrics() throws IOException {
        StudyMetrics metrics = StudyEvaluation.of(Examples.full());

        List<CSVRecord> rows = rows(metrics, true);

        CSVRecord auc = row(rows, "all", "multiple", "auc", "clustered");
        var expected = metrics.all().methods().get(Method.MULTIPLE);
        assertThat(Double.parseDouble(auc.get("value"))).isEqualTo(expected.auc().orElseThrow());
        assertThat(Double.parseDouble(auc.get("low")))
                .isEqualTo(expected.aucClustered().orElseThrow().low());
        assertThat(Double.parseDouble(auc.get("high")))
                .isEqualTo(expected.aucClustered().orElseThrow().high());
        assertThat(row(rows, "device=Aplio, 500", "", "patients", "").get("value")).isEqualTo("30");
        assertThat(
                        row(rows, "withinView", "single-multiple", "aucDifference", "patients")
                                .get("low"))
                .isNotEmpty();
        assertThat(row(rows, "rule=costRatio", "single", "npv", "logit").get("value")).isNotEmpty();
        assertThat(row(rows, "learningCurve=equal-n", "single", "auc", "clustered").get("value"))
                .isEqualTo("0.81");
        assertThat(rows).allSatisfy(row -> assertThat(row.get("synthetic")).isEqualTo("true"));
    }

    @Test
    void anUndefinedFigureHasAReasonAndNoValue() throws IOException {
        List<CSVRecord> rows = rows(StudyEvaluation.of(Examples.poor().get("one class")), false);

        CSVRecord auc = row(rows, "all", "single", "auc", "delong");
        assertThat(auc.get("value")).isEmpty();
        assertThat(auc.get("low")).isEmpty();
        assertThat(auc.get("reason")).isEqualTo("no abnormal image");
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(
                                                row.get("value").isEmpty()
                                                        && row.get("reason").isEmpty())
                                        .isFalse());
    }

    private static CSVRecord row(
            List<CSVRecord> rows, String set, String method, String figure, String interval) {
        return rows.stream()
                .filter(
                        row ->
                                row.get("set").equals(set)
                                        && row.get("method").equals(method)
                                        && row.get("figure").equals(figure)
                                        && row.get("interval").equals(interval))
                .findFirst()
                .orElseThrow();
    }

    private static List<CSVRecord> rows(StudyMetrics metrics, boolean synthetic)
            throws IOException {
        StringWriter writer = new StringWriter();
        TablesCsv.write(writer, metrics, synthetic);
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(writer.toString()))
                .getRecords();
    }
}
