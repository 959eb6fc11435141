package io.podagra.eval.report;

import io.podagra.eval.StudyMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Items of the reporting guidelines that a study like this falls under: what this report says of
 * each, or that only a human can. It claims no more than the run knows.
 *
 * <p>STARD 2015 (Bossuyt et al., BMJ 2015;351:h5527), which STARD-AI extends; CLAIM 2024 (Tejani et
 * al., Radiology: Artificial Intelligence 2024;6(4):e240300); TRIPOD+AI (Collins et al., BMJ
 * 2024;385:e078378). Numbers are those of STARD 2015 and TRIPOD+AI, and of CLAIM where its editions
 * agree.
 */
final class Checklist {
    private final Messages messages;
    private final StudyMetrics metrics;
    private final ReportContext context;
    private final List<Map<String, String>> items = new ArrayList<>();

    private Checklist(Messages messages, StudyMetrics metrics, ReportContext context) {
        this.messages = messages;
        this.metrics = metrics;
        this.context = context;
    }

    /** How far the report covers an item. */
    private enum Status {
        ANSWERED,
        PARTLY,
        OPEN
    }

    /** The items, each with {@code item}, {@code standards}, {@code status} and {@code says}. */
    static List<Map<String, String>> items(
            Messages messages, StudyMetrics metrics, ReportContext context) {
        Checklist checklist = new Checklist(messages, metrics, context);
        checklist.introduction();
        checklist.data();
        checklist.model();
        checklist.analysis();
        checklist.results();
        checklist.rest();
        return List.copyOf(checklist.items);
    }

    private void introduction() {
        add("intendedUse", "STARD 3 \u00b7 CLAIM 3 \u00b7 TRIPOD+AI 3b", Status.OPEN);
        add("objectives", "STARD 4 \u00b7 CLAIM 4 \u00b7 TRIPOD+AI 4", Status.ANSWERED);
        add("design", "STARD 5 \u00b7 CLAIM 5", Status.OPEN);
        add("eligibility", "STARD 6\u20139 \u00b7 CLAIM \u00b7 TRIPOD+AI 5, 6", Status.OPEN);
        add("ethics", "STARD-AI \u00b7 TRIPOD+AI 17", Status.OPEN);
    }

    private void data() {
        add("reference", "STARD 10b, 11, 13b \u00b7 CLAIM \u00b7 TRIPOD+AI 8", Status.OPEN);
        add("raters", "CLAIM", Status.OPEN);
        add("acquisition", "STARD-AI \u00b7 CLAIM", Status.OPEN);
        fact("Preprocessing", "preprocessing", "CLAIM \u00b7 TRIPOD+AI 7");
        fact("Split", "partitions", "STARD-AI \u00b7 CLAIM \u00b7 TRIPOD+AI 12a");
        add("sampleSize", "STARD 18 \u00b7 CLAIM \u00b7 TRIPOD+AI 10", Status.PARTLY);
        add("missing", "STARD 15, 16 \u00b7 CLAIM \u00b7 TRIPOD+AI 11", Status.PARTLY);
    }

    private void model() {
        fact("Network", "model", "CLAIM \u00b7 TRIPOD+AI 12c");
        add(
                "specification",
                "TRIPOD+AI 22",
                context.facts().containsKey("Network") ? Status.PARTLY : Status.OPEN);
        fact("Training", "training", "CLAIM \u00b7 TRIPOD+AI 12c");
        add("software", "CLAIM", context.environment().isEmpty() ? Status.OPEN : Status.ANSWERED);
        add(
                "threshold",
                "STARD 12a \u00b7 TRIPOD+AI 15",
                metrics.operatingPoints().chosenOnValidation() ? Status.ANSWERED : Status.PARTLY);
    }

    private void analysis() {
        add("statistics", "STARD 14 \u00b7 CLAIM \u00b7 TRIPOD+AI 12e", Status.ANSWERED);
        boolean grouped = metrics.subgroups().values().stream().anyMatch(known -> known.isKnown());
        add(
                "subgroups",
                "STARD 17 \u00b7 TRIPOD+AI 14, 23a",
                grouped ? Status.PARTLY : Status.OPEN);
    }

    private void results() {
        add(
                "flow",
                "STARD 19 \u00b7 CLAIM \u00b7 TRIPOD+AI 20a",
                context.flow().isPresent() ? Status.PARTLY : Status.OPEN);
        add("characteristics", "STARD 20, 21 \u00b7 CLAIM \u00b7 TRIPOD+AI 20b", Status.OPEN);
        add("crossTable", "STARD 23", Status.ANSWERED);
        add("estimates", "STARD 24 \u00b7 CLAIM \u00b7 TRIPOD+AI 23a", Status.ANSWERED);
        add("failures", "CLAIM", Status.PARTLY);
        add("external", "CLAIM", Status.OPEN);
    }

    private void rest() {
        add("limitations", "STARD 26 \u00b7 CLAIM \u00b7 TRIPOD+AI 26", Status.PARTLY);
        add("registration", "STARD 28\u201330 \u00b7 CLAIM \u00b7 TRIPOD+AI 18", Status.OPEN);
    }

    /** An item that a fact of the run answers. */
    private void fact(String name, String key, String standards) {
        add(key, standards, context.facts().containsKey(name) ? Status.ANSWERED : Status.OPEN);
    }

    private void add(String key, String standards, Status status) {
        String word = Words.key(status);
        items.add(
                Map.of(
                        "item", messages.text("checklist." + key),
                        "standards", standards,
                        "status", word,
                        "statusText", messages.text("checklist.status." + word),
                        "says", messages.text("checklist." + key + "." + word)));
    }
}
