package io.podagra.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.SplitUnit;

/** Brings the metadata of older releases' models to what this release reads. */
final class OlderMetadata {
    /** Did not record the preprocessing: there was one for all. */
    private static final String FIRST = "podagra.model/1";

    private OlderMetadata() {}

    /** Changes a tree of an older schema; leaves any other as it is. */
    static void upgrade(ObjectNode tree) {
        if (!tree.path("schema").asText().equals(FIRST)) {
            return;
        }
        tree.put("schema", ModelMetadata.SCHEMA);
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
}
