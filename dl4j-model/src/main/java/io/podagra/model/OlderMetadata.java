package io.podagra.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.SplitUnit;
import io.podagra.model.training.Schedule;
import io.podagra.model.training.TrainingSettings;

/** Brings the metadata of older releases' models to what this release reads. */
final class OlderMetadata {
    /** Did not record the preprocessing: there was one for all. */
    private static final String FIRST = "podagra.model/1";

    /** All began with random weights and were trained by Adam at a constant rate. */
    private static final String SECOND = "podagra.model/2";

    /** Did not record how settings were found: they were given. */
    private static final String THIRD = "podagra.model/3";

    /** Had at most one operating point and did not record calibration, licence and split. */
    private static final String FOURTH = "podagra.model/4";

    private OlderMetadata() {}

    /** Changes a tree of an older schema; leaves any other as it is. */
    static void upgrade(ObjectNode tree, ObjectMapper json) {
        if (tree.path("schema").asText().equals(FIRST)) {
            fromFirst(tree);
        }
        if (tree.path("schema").asText().equals(SECOND)) {
            fromSecond(tree, json);
        }
        if (tree.path("schema").asText().equals(THIRD)) {
            fromThird(tree);
        }
        if (tree.path("schema").asText().equals(FOURTH)) {
            fromFourth(tree);
        }
    }

    private static void fromFirst(ObjectNode tree) {
        tree.put("schema", SECOND);
        if (tree.get("input") instanceof ObjectNode input) {
            ObjectNode preprocessing = input.putObject("preprocessing");
            preprocessing.set("size", input.remove("size"));
            preprocessing.put("fit", "stretch").put("mask", false).put("normalisation", "range");
            preprocessing
                    .putObject("clahe")
                    .put("enabled", false)
                    .put("clipLimit", 2.0)
                    .put("tiles", 8);
        }
        if (tree.get("training") instanceof ObjectNode training) {
            training.putNull("augmentation");
            if (!training.has("splitUnit")) {
                // From before there was a choice: all were split by patients.
                training.put("splitUnit", SplitUnit.PATIENT.word());
            }
        }
    }

    private static void fromSecond(ObjectNode tree, ObjectMapper json) {
        tree.put("schema", THIRD);
        tree.set("base", json.valueToTree(ModelMetadata.Base.random()));
        if (tree.path("training").path("settings") instanceof ObjectNode settings) {
            TrainingSettings defaults =
                    TrainingSettings.defaults().withLearningRate(1, Schedule.constant());
            json.<ObjectNode>valueToTree(defaults)
                    .properties()
                    .forEach(
                            setting -> {
                                if (!settings.has(setting.getKey())) {
                                    settings.set(setting.getKey(), setting.getValue());
                                }
                            });
        }
    }

    private static void fromThird(ObjectNode tree) {
        tree.put("schema", FOURTH);
        if (tree.get("training") instanceof ObjectNode training) {
            training.putNull("tuning");
        }
    }

    private static void fromFourth(ObjectNode tree) {
        tree.put("schema", ModelMetadata.SCHEMA);
        JsonNode point = tree.remove("operatingPoint");
        ArrayNode points = tree.putArray("operatingPoints");
        if (point instanceof ObjectNode) {
            points.add(point);
        }
        tree.putNull("calibration").putNull("patientCall");
        if (tree.get("base") instanceof ObjectNode base) {
            base.putNull("licence");
        }
        if (tree.get("training") instanceof ObjectNode training) {
            training.putNull("splitFingerprint");
        }
    }
}
