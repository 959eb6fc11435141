package io.podagra.ui.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.eval.statistics.Interval;
import io.podagra.ui.page.Json;
import io.podagra.ui.training.StudySnapshot.DataCount;
import io.podagra.ui.training.StudySnapshot.Extra;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The records of a training as JSON, in the storage. Each says by {@code kind} what it is. */
final class TrainingJson {
    static final String STUDY = "study";
    static final String ARM = "arm";
    static final String EPOCH = "epoch";
    static final String LOSS = "loss";
    static final String GRADIENT = "gradient";
    static final String REWIND = "rewind";

    private TrainingJson() {}

    static String kind(JsonNode node) {
        return Json.text(node, "kind");
    }

    static ObjectNode write(StudySnapshot study) {
        ObjectNode node = Json.object();
        node.put("kind", STUDY);
        node.put("stage", study.stage().word());
        node.put("training", study.training());
        ArrayNode arms = node.putArray("arms");
        study.arms().forEach(arms::add);
        node.put("predictable", study.predictable());
        study.extra()
                .ifPresent(
                        extra ->
                                node.putObject("extra")
                                        .put("part", extra.part())
                                        .put("number", extra.number())
                                        .put("of", extra.of()));
        ArrayNode data = node.putArray("data");
        for (DataCount count : study.data()) {
            data.addObject()
                    .put("set", count.set())
                    .put("part", count.part())
                    .put("images", count.images())
                    .put("abnormal", count.abnormal())
                    .put("patients", count.patients());
        }
        putTexts(node.putObject("facts"), study.facts());
        node.put("synthetic", study.synthetic());
        node.put("started", study.started().toEpochMilli());
        node.put("time", study.time().toEpochMilli());
        return node;
    }

    static StudySnapshot readStudy(JsonNode node) {
        List<String> arms = new ArrayList<>();
        node.path("arms").forEach(arm -> arms.add(arm.asText()));
        List<DataCount> data = new ArrayList<>();
        for (JsonNode count : node.path("data")) {
            data.add(
                    new DataCount(
                            Json.text(count, "set"),
                            Json.text(count, "part"),
                            count.path("images").asInt(),
                            count.path("abnormal").asInt(),
                            count.path("patients").asInt()));
        }
        return new StudySnapshot(
                StudyStage.of(Json.text(node, "stage")),
                Json.text(node, "training"),
                extra(node.path("extra")),
                arms,
                node.path("predictable").asBoolean(),
                data,
                texts(node.path("facts")),
                node.path("synthetic").asBoolean(),
                Instant.ofEpochMilli(node.path("started").asLong()),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    private static Optional<Extra> extra(JsonNode node) {
        return node.isObject()
                ? Optional.of(
                        new Extra(
                                Json.text(node, "part"),
                                node.path("number").asInt(),
                                node.path("of").asInt()))
                : Optional.empty();
    }

    static ObjectNode write(ArmSnapshot arm) {
        ObjectNode node = Json.object();
        node.put("kind", ARM);
        node.put("arm", arm.arm());
        node.put("state", arm.state().word());
        node.put("trainingImages", arm.trainingImages());
        node.put("epochs", arm.epochs());
        putTexts(node.putObject("settings"), arm.settings());
        node.put("time", arm.time().toEpochMilli());
        return node;
    }

    static ArmSnapshot readArm(JsonNode node) {
        return new ArmSnapshot(
                Json.text(node, "arm"),
                ArmSnapshot.State.of(Json.text(node, "state")),
                node.path("trainingImages").asInt(),
                node.path("epochs").asInt(),
                texts(node.path("settings")),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    static ObjectNode write(EpochPoint point) {
        ObjectNode node = Json.object();
        node.put("kind", EPOCH);
        node.put("arm", point.arm());
        node.put("epoch", point.epoch());
        node.put("trainingLoss", point.trainingLoss());
        node.put("validationLoss", point.validationLoss());
        point.auc().ifPresent(auc -> node.put("auc", auc));
        point.interval().ifPresent(found -> node.put("low", found.low()).put("high", found.high()));
        node.put("learningRate", point.learningRate());
        node.put("imagesPerSecond", point.imagesPerSecond());
        node.put("seconds", point.seconds());
        node.put("best", point.best());
        node.put("time", point.time().toEpochMilli());
        return node;
    }

    static EpochPoint readEpoch(JsonNode node) {
        return new EpochPoint(
                Json.text(node, "arm"),
                node.path("epoch").asInt(),
                number(node, "trainingLoss"),
                number(node, "validationLoss"),
                node.has("auc") ? OptionalDouble.of(number(node, "auc")) : OptionalDouble.empty(),
                node.has("low") && node.has("high")
                        ? Optional.of(new Interval(number(node, "low"), number(node, "high")))
                        : Optional.empty(),
                number(node, "learningRate"),
                number(node, "imagesPerSecond"),
                number(node, "seconds"),
                node.path("best").asBoolean(),
                Instant.ofEpochMilli(node.path("time").asLong()));
    }

    static ObjectNode rewind(String arm, int epochs) {
        return Json.object().put("kind", REWIND).put("arm", arm).put("epochs", epochs);
    }

    static ObjectNode write(LossPoint point) {
        ObjectNode node = Json.object();
        node.put("kind", LOSS);
        node.put("arm", point.arm());
        node.put("epochs", point.epochs());
        node.put("loss", point.loss());
        return node;
    }

    static LossPoint readLoss(JsonNode node) {
        return new LossPoint(Json.text(node, "arm"), number(node, "epochs"), number(node, "loss"));
    }

    static ObjectNode write(GradientPoint point) {
        ObjectNode node = Json.object();
        node.put("kind", GRADIENT);
        node.put("arm", point.arm());
        node.put("epochs", point.epochs());
        ObjectNode ratios = node.putObject("ratios");
        point.ratios().forEach(ratios::put);
        return node;
    }

    static GradientPoint readGradient(JsonNode node) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        node.path("ratios")
                .properties()
                .forEach(entry -> ratios.put(entry.getKey(), entry.getValue().asDouble()));
        return new GradientPoint(Json.text(node, "arm"), number(node, "epochs"), ratios);
    }

    private static double number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.asDouble();
    }

    private static void putTexts(ObjectNode node, Map<String, String> texts) {
        texts.forEach(node::put);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
