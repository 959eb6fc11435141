package io.podagra.eval.report;

import io.podagra.data.AtomicFiles;
import io.podagra.data.HtmlTemplate;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes what an evaluation leaves behind: {@code metrics.json}, {@code tables.csv}, {@code
 * report.html} and the figures as SVG: for each set of images {@code roc-SET.svg}, {@code
 * calibration-SET.svg} and {@code confusion-SET.svg}; {@code decision-curve.svg}; and where the
 * study has them {@code subgroups-COLUMN.svg}, {@code learning-curve.svg} and {@code flow.svg}. The
 * report needs none of the other files and nothing from the network.
 */
public final class EvaluationReport {
    /** The machine-readable figures. */
    public static final String METRICS_FILE = "metrics.json";

    /** The same figures as rows, for spreadsheets. */
    public static final String TABLES_FILE = "tables.csv";

    /** The report for people. */
    public static final String REPORT_FILE = "report.html";

    private EvaluationReport() {}

    /** The file name of a set's ROC curves. */
    public static String rocFile(String set) {
        return "roc-" + set + ".svg";
    }

    /** The file name of a set's reliability diagram. */
    public static String calibrationFile(String set) {
        return "calibration-" + set + ".svg";
    }

    /** Writes every file in English and without pictures of errors. */
    public static void write(
            Path folder, StudyMetrics metrics, ScoreTable test, ReportContext context)
            throws IOException {
        write(folder, metrics, test, context, Language.EN, Thumbnails.none());
    }

    /**
     * Writes every file, the report and then the metrics last; each appears whole or not at all.
     * Charts of these names that this evaluation has not are removed.
     *
     * @param folder created if it is not there; files of the same names are replaced
     * @param metrics the figures of {@code test}
     * @param test the scores, for the curves
     * @param context what the report says beside the figures; the report is marked as synthetic if
     *     either this or the images' names say so
     * @param language of the report and the figures
     * @param thumbnails of the test images
     * @throws IOException if a file cannot be written
     */
    public static void write(
            Path folder,
            StudyMetrics metrics,
            ScoreTable test,
            ReportContext context,
            Language language,
            Thumbnails thumbnails)
            throws IOException {
        boolean synthetic = metrics.synthetic() || test.synthetic() || context.synthetic();
        Messages messages = Messages.of(language);
        Charts drawn = Charts.draw(metrics, test, context, messages, synthetic);
        Map<String, String> charts = drawn.files();
        ReportModel model = new ReportModel(metrics, drawn, messages);
        String html =
                HtmlTemplate.fill(
                        EvaluationReport.class,
                        "report.ftlh",
                        model.build(test, context, thumbnails, synthetic));
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            AtomicFiles.writeString(folder.resolve(chart.getKey()), chart.getValue());
        }
        removeOtherCharts(folder, charts.keySet());
        AtomicFiles.writeString(folder.resolve(REPORT_FILE), html);
        AtomicFiles.writeText(
                folder.resolve(TABLES_FILE), writer -> TablesCsv.write(writer, metrics, synthetic));
        AtomicFiles.writeText(
                folder.resolve(METRICS_FILE),
                writer -> MetricsJson.write(writer, metrics, synthetic, context.notices()));
    }

    /** So that no figure of an earlier evaluation passes for one of this. */
    private static void removeOtherCharts(Path folder, Set<String> written) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (Charts.FILES.matcher(name).matches() && !written.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }
}
