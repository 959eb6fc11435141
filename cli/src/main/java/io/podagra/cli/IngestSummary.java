package io.podagra.cli;

import io.podagra.data.audit.FrameFlag;
import io.podagra.pipeline.ingest.IngestReport;
import io.podagra.pipeline.ingest.IngestSettings;
import io.podagra.pipeline.ingest.Reason;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an ingest says at its end. */
final class IngestSummary {
    private static final int SHOWN = 10;

    private IngestSummary() {}

    static String of(IngestReport report, IngestSettings settings, Path cohort) {
        StringBuilder text = new StringBuilder();
        if (report.synthetic()) {
            line(text, Synthetic.DATA);
        }
        line(
                text,
                "%,d of %,d files taken: %,d images of %,d patients in %s%s",
                report.taken(),
                report.files() - report.ignored(),
                report.images(),
                report.patients(),
                cohort,
                views(report));
        flagged(text, report);
        quarantined(text, report, settings);
        report.labels().ifPresent(labels -> labels(text, labels));
        line(
                text,
                "Key:     %s%s",
                settings.key(),
                report.keyCreated() ? " (made now; keep it, and keep it secret)" : "");
        line(text, "Report:  %s", cohort.resolve("ingest.json"));
        if (settings.beforeAfter().isPresent()) {
            line(
                    text,
                    "Sheet:   %s (before and after; may show names burned into images, keep it to"
                            + " yourself)",
                    settings.beforeAfter().get());
        }
        if (settings.originals().isPresent()) {
            line(text, "Names:   %s (tells of patients)", settings.originals().get());
        }
        if (report.images() > 0) {
            line(text, "Next:    ./podagra audit %s", cohort);
        }
        return text.toString();
    }

    private static String views(IngestReport report) {
        return report.imagesByView().isEmpty()
                ? ""
                : new TreeMap<>(report.imagesByView())
                        .entrySet().stream()
                                .map(
                                        view ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%s %,d",
                                                        view.getKey(),
                                                        view.getValue()))
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static void flagged(StringBuilder text, IngestReport report) {
        flagged(text, report, FrameFlag.COLOUR_DOPPLER, "in colour Doppler");
        flagged(text, report, FrameFlag.DUAL_SCREEN, "of two on one screen");
        flagged(
                text,
                report,
                FrameFlag.AREA_UNSURE,
                "left whole, for where the tissue ends could not be told; look whether a name"
                        + " stands in them");
    }

    private static void flagged(
            StringBuilder text, IngestReport report, FrameFlag flag, String what) {
        if (report.flagged(flag) > 0) {
            line(
                    text,
                    "%,d %s %s (\"%s\" in the report)",
                    report.flagged(flag),
                    report.flagged(flag) == 1 ? "image" : "images",
                    what,
                    flag.word());
        }
    }

    private static void quarantined(
            StringBuilder text, IngestReport report, IngestSettings settings) {
        if (report.quarantined() == 0) {
            return;
        }
        boolean named = settings.originals().isPresent();
        line(
                text,
                "%,d quarantined, because each%s:",
                report.quarantined(),
                named ? "" : " (--originals FILE.csv lists them by name)");
        List<Map.Entry<Reason, Integer>> reasons =
                report.reasons().entrySet().stream()
                        .sorted(
                                Map.Entry.<Reason, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(
                                                Map.Entry.comparingByKey(
                                                        Comparator.comparing(Reason::sentence))))
                        .toList();
        reasons.stream()
                .limit(SHOWN)
                .forEach(
                        reason ->
                                line(
                                        text,
                                        "%,9d  %s",
                                        reason.getValue(),
                                        reason.getKey().sentence()));
        if (reasons.size() > SHOWN) {
            line(text, "           and %,d more reasons, in the report", reasons.size() - SHOWN);
        }
    }

    private static void labels(StringBuilder text, IngestReport.Labels labels) {
        List<Long> lines = labels.linesWithoutFile();
        if (!lines.isEmpty()) {
            String shown =
                    lines.stream()
                            .limit(SHOWN)
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
            line(
                    text,
                    "%,d of %,d rows of the labels found no file: row %s%s",
                    lines.size(),
                    labels.rows(),
                    shown,
                    lines.size() > SHOWN ? ", ..." : "");
        }
        line(
                text,
                "Labels:  read as %s, columns separated by %s",
                labels.encoding(),
                labels.separator() == '\t' ? "tabs" : "'" + labels.separator() + "'");
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}
