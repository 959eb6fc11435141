package io.podagra.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.cli.export.ModelCard.Row;
import io.podagra.cli.export.ModelCard.Section;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.tuning.TuningSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts a model card together. */
final class CardWriter {
    private final ModelMetadata metadata;
    private final JsonNode figures;
    private final Map<String, byte[]> more;

    CardWriter(ModelMetadata metadata, JsonNode figures, Map<String, byte[]> more) {
        this.metadata = metadata;
        this.figures = figures;
        this.more = more;
    }

    ModelCard card(List<String> cautions) {
        List<String> notices = new ArrayList<>();
        if (metadata.synthetic()) {
            notices.add(
                    "SYNTHETIC MODEL: trained on images drawn by Podagra's phantom. Its scores mean"
                            + " nothing for patients.");
        }
        notices.addAll(cautions);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Use", use()));
        sections.add(new Section("Calls", calls()));
        figures.path("sets")
                .properties()
                .forEach(
                        set ->
                                sections.add(
                                        new Section(
                                                "Test images: " + set.getKey(),
                                                figures(set.getValue()))));
        sections.add(new Section("Input", input()));
        sections.add(new Section("Training", training()));
        HalfPrecision.of(more)
                .ifPresent(storage -> sections.add(new Section("Storage", List.of(storage.row()))));
        sections.add(
                new Section(
                        "Software",
                        metadata.software().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(each -> new Row(each.getKey(), each.getValue()))
                                .toList()));
        return new ModelCard(
                ModelCard.SCHEMA,
                metadata.views().size() == 1
                        ? "ResNet-50 for the view " + metadata.views().get(0)
                        : "ResNet-50 for all views",
                metadata.synthetic(),
                notices,
                sections);
    }

    private List<Row> use() {
        return List.of(
                new Row(
                        "Intended for",
                        "research: telling abnormal from normal ultrasound images of the first"
                                + " metatarsophalangeal joint in gout patients. It is no medical"
                                + " device."),
                new Row("Arm", metadata.arm()),
                new Row("Views it may be used for", String.join(", ", metadata.views())),
                new Row("Outputs", String.join(", ", metadata.classes())),
                new Row(
                        "Not for",
                        "other joints, views and devices than it was trained on; images of patients"
                                + " it was trained on; decisions about a patient."));
    }

    private List<Row> calls() {
        List<Row> rows = new ArrayList<>();
        for (OperatingPoint point : metadata.operatingPoints()) {
            rows.add(
                    new Row(
                            "Operating point " + point.rule(),
                            "score at least %s; chosen on %s"
                                    .formatted(number(point.threshold()), point.chosenOn())));
        }
        metadata.calibration()
                .ifPresent(
                        fitted ->
                                rows.add(
                                        new Row(
                                                "Calibration (Platt)",
                                                "slope %s, intercept %s; fitted on %s"
                                                        .formatted(
                                                                number(fitted.slope()),
                                                                number(fitted.intercept()),
                                                                fitted.fittedOn()))));
        metadata.patientCall().ifPresent(call -> rows.add(new Row("Patient", words(call))));
        return rows;
    }

    /** When a patient is called abnormal. */
    static String words(PatientCall call) {
        return "abnormal if at least %s of the images are called abnormal; chosen on %s"
                .formatted(percent(call.share()), call.chosenOn());
    }

    private static List<Row> figures(JsonNode set) {
        JsonNode own = set.path("figures");
        List<Row> rows = new ArrayList<>();
        rows.add(
                new Row(
                        "Images",
                        "%,d (%,d abnormal) of %,d patients"
                                .formatted(
                                        set.path("images").asInt(),
                                        set.path("positives").asInt(),
                                        set.path("patients").asInt())));
        rows.add(
                new Row(
                        "AUC",
                        own.path("auc").isNumber()
                                ? number(own.path("auc").asDouble())
                                        + interval(own.path("aucClustered95"))
                                        + ", clustered by patient"
                                : own.path("aucReason").asText()));
        for (String name : List.of("accuracy", "sensitivity", "specificity")) {
            JsonNode figure = own.path(name);
            rows.add(
                    new Row(
                            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                            figure.path("value").isNumber()
                                    ? number(figure.path("value").asDouble())
                                            + interval(figure.path("bootstrap95"))
                                    : "not defined"));
        }
        return rows;
    }

    private static String interval(JsonNode bounds) {
        return bounds.isArray() && bounds.size() == 2
                ? " (95 %% interval %s to %s)"
                        .formatted(
                                number(bounds.get(0).asDouble()), number(bounds.get(1).asDouble()))
                : "";
    }

    private List<Row> input() {
        return List.of(
                new Row(
                        "Image",
                        "%d x %d pixels, %s"
                                .formatted(
                                        metadata.input().preprocessing().size(),
                                        metadata.input().preprocessing().size(),
                                        metadata.input().preprocessing().words())),
                new Row("Values", metadata.input().range()),
                new Row("DICOM", "cut to the regions that show tissue, as when a cohort is made"));
    }

    private List<Row> training() {
        ModelMetadata.Training training = metadata.training();
        List<Row> rows = new ArrayList<>();
        rows.add(
                new Row(
                        "Images",
                        "%,d of %,d patients".formatted(training.images(), training.patients())));
        rows.add(new Row("Split by", training.splitUnit().word()));
        rows.add(new Row("Settings", training.settings().words()));
        rows.add(
                new Row(
                        "Augmentation",
                        training.augmentation()
                                .map(settings -> settings.enabled() ? "on" : "off")
                                .orElse("not recorded")));
        rows.add(
                new Row(
                        "Epoch kept",
                        training.bestEpoch()
                                + training.validationAuc()
                                        .map(auc -> ", validation AUC " + number(auc))
                                        .orElse("")));
        rows.add(
                new Row(
                        "Found by",
                        training.tuning().map(CardWriter::words).orElse("given settings")));
        rows.add(new Row("Began with", base()));
        rows.add(new Row("Seed", Long.toString(training.seed())));
        rows.add(new Row("Cohort fingerprint", training.cohortFingerprint()));
        training.splitFingerprint()
                .ifPresent(split -> rows.add(new Row("Split fingerprint", split)));
        return rows;
    }

    private static String words(TuningSummary tuning) {
        return "%s, %,d trials"
                .formatted(tuning.search(), tuning.complete() + tuning.stopped() + tuning.failed());
    }

    private String base() {
        ModelMetadata.Base base = metadata.base();
        if (base.sha256().isEmpty()) {
            return base.name() + " weights";
        }
        return "%s%s, SHA-256 %s; licence: %s"
                .formatted(
                        base.name(),
                        base.format().map(format -> " (" + format + ")").orElse(""),
                        base.sha256().get(),
                        base.licence().orElse("not known to Podagra; ask who published them"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
