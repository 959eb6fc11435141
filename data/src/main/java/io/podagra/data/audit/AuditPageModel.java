package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.audit.Inspection.Inspected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Puts an audit into words and pictures for the template: maps, lists and strings, so that the
 * template decides nothing but the place of things.
 */
final class AuditPageModel {
    private static final String NOTICE =
            "Synthetic data: these images were drawn by a computer. What is found in them says"
                    + " nothing about patients.";

    /** Images or pairs shown of a finding; with every picture near 8 KB the page stays small. */
    private static final int SHOWN = 12;

    /** Of a note, which asks for nothing. */
    private static final int SHOWN_OF_NOTE = 4;

    private static final int THUMBNAIL_WIDTH = 260;

    /** Rows of the balance table up to which it is shown unfolded. */
    private static final int UNFOLDED_ROWS = 60;

    private final Audit audit;
    private final ImageInspector inspector;
    private final Map<CohortImage, Inspected> whole;

    AuditPageModel(Audit audit, ImageInspector inspector) {
        this.audit = audit;
        this.inspector = inspector;
        this.whole = audit.inspections().whole();
    }

    Map<String, Object> build() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "Audit of " + name());
        model.put("notice", audit.cohort().synthetic() ? NOTICE : "");
        model.put("worst", worst());
        model.put("headline", headline());
        model.put("answer", answer());
        List<Map<String, Object>> findings = new ArrayList<>();
        for (int index = 0; index < audit.findings().size(); index++) {
            findings.add(finding(index + 1, audit.findings().get(index)));
        }
        model.put("findings", findings);
        model.put("notFound", notFound());
        model.put("balance", balance());
        model.put("folded", audit.balance().size() > UNFOLDED_ROWS);
        model.put("hasDevice", audit.balance().stream().anyMatch(row -> row.device().isPresent()));
        model.put("hasSite", audit.balance().stream().anyMatch(row -> row.site().isPresent()));
        model.put("associations", associations());
        model.put("facts", facts());
        return model;
    }

    private String name() {
        Path name = audit.cohort().folder().toAbsolutePath().normalize().getFileName();
        return name == null ? "a cohort" : name.toString();
    }

    private String worst() {
        return audit.findings().isEmpty() ? "none" : audit.findings().get(0).severity().word();
    }

    private String headline() {
        int errors = audit.count(Severity.ERROR);
        int warnings = audit.count(Severity.WARNING);
        if (errors > 0) {
            return Words.counted(errors, "error")
                    + ": do not train on this cohort before "
                    + (errors == 1 ? "it is cleared." : "they are cleared.");
        }
        return warnings > 0
                ? "No errors; " + Words.counted(warnings, "warning") + " to weigh."
                : "No errors and no warnings.";
    }

    private String answer() {
        List<CohortImage> images = audit.cohort().images();
        long abnormal = images.stream().filter(one -> one.label() == Label.ABNORMAL).count();
        List<String> views = audit.cohort().views().stream().map(view -> view.name()).toList();
        return "%s of %s, %s abnormal; %s %s."
                .formatted(
                        Words.counted(images.size(), "image"),
                        Words.counted(audit.cohort().patients().size(), "patient"),
                        Words.percent((double) abnormal / images.size()),
                        views.size() == 1 ? "view" : "views",
                        Words.list(views));
    }

    private Map<String, Object> finding(int number, Finding finding) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("number", number);
        model.put("code", finding.rule().code());
        model.put("severity", finding.severity().word());
        model.put("title", finding.rule().title());
        model.put("sentence", finding.sentence());
        model.put("why", finding.rule().why());
        model.put("advice", finding.rule().advice());
        model.put("images", count(finding.images()));
        model.put("patients", count(finding.patients().size()));
        int shown = finding.severity() == Severity.NOTE ? SHOWN_OF_NOTE : SHOWN;
        model.put("cards", finding.evidence().stream().limit(shown).map(this::card).toList());
        int more = finding.evidence().size() - shown;
        model.put("more", more > 0 ? count(more) : "");
        return model;
    }

    private Map<String, Object> card(Evidence evidence) {
        List<Map<String, Object>> shots = new ArrayList<>();
        shots.add(shot(evidence.image(), evidence.boxes()));
        evidence.partner().ifPresent(pair -> shots.add(shot(pair.pair().second(), List.of())));
        return Map.of("shots", shots, "remark", evidence.remark());
    }

    private Map<String, Object> shot(CohortImage image, List<Box> boxes) {
        Map<String, Object> shot = new LinkedHashMap<>();
        shot.put("file", image.id());
        shot.put(
                "about",
                "%s · %s · %s".formatted(image.patientId(), image.view(), image.label().word()));
        Inspected seen = whole.get(image);
        if (seen == null) {
            return shot;
        }
        String jpeg =
                Base64.getEncoder().encodeToString(inspector.thumbnail(image, THUMBNAIL_WIDTH));
        shot.put("picture", "data:image/jpeg;base64," + jpeg);
        shot.put("width", Integer.toString(seen.width()));
        shot.put("height", Integer.toString(seen.height()));
        shot.put("boxes", boxes.stream().map(AuditPageModel::box).toList());
        return shot;
    }

    /** With some space around what it marks. */
    private static Map<String, String> box(Box box) {
        int space = 3;
        return Map.of(
                "x", Integer.toString(box.x() - space),
                "y", Integer.toString(box.y() - space),
                "width", Integer.toString(box.width() + 2 * space),
                "height", Integer.toString(box.height() + 2 * space));
    }

    private List<String> notFound() {
        Set<Rule> found = EnumSet.noneOf(Rule.class);
        audit.findings().forEach(finding -> found.add(finding.rule()));
        return Arrays.stream(Rule.values())
                .filter(rule -> !found.contains(rule))
                .map(Rule::title)
                .toList();
    }

    /** Rows by view, for the table names a view once. */
    private List<Map<String, Object>> balance() {
        Map<String, List<Map<String, String>>> views = new LinkedHashMap<>();
        for (BalanceRow row : audit.balance()) {
            views.computeIfAbsent(row.view(), view -> new ArrayList<>())
                    .add(
                            Map.of(
                                    "device", row.device().orElse("not named"),
                                    "site", row.site().orElse("not named"),
                                    "images", count(row.images()),
                                    "patients", count(row.patients()),
                                    "abnormal", count(row.abnormal()),
                                    "normal", count(row.images() - row.abnormal()),
                                    "share", Words.percent(row.prevalence()),
                                    "bar", Words.decimals(1, 100 * row.prevalence())));
        }
        List<Map<String, Object>> model = new ArrayList<>();
        views.forEach((view, rows) -> model.add(Map.of("view", view, "rows", rows)));
        return model;
    }

    private List<Map<String, Object>> associations() {
        List<Map<String, Object>> model = new ArrayList<>();
        for (Association association : audit.associations()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("attribute", association.attribute());
            row.put("levels", association.levels().stream().map(AuditPageModel::level).toList());
            association
                    .strength()
                    .ifPresent(
                            strength -> {
                                row.put("v", Words.decimals(2, strength.cramersV()));
                                row.put("auc", Words.decimals(2, strength.auc()));
                                row.put("p", Words.p(strength.p()).replaceFirst("^P = |^P ", ""));
                            });
            row.put("why", Association.NO_STRENGTH);
            model.add(row);
        }
        return model;
    }

    private static Map<String, String> level(Association.Level level) {
        return Map.of(
                "value", level.value(),
                "images", count(level.images()),
                "patients", count(level.patients()),
                "share", Words.percent(level.prevalence()),
                "bar", Words.decimals(1, 100 * level.prevalence()));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Cohort's fingerprint", audit.cohort().fingerprint());
        facts.put("Likeness of near-duplicates", Words.decimals(2, Duplicates.NEAR) + " or more");
        facts.put(
                "Pairs looked at closely",
                "hashes within %d of 64 bits, at most %d pairs an image"
                        .formatted(CandidatePairs.HASH_RADIUS, CandidatePairs.PAIRS_AN_IMAGE));
        return facts;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
