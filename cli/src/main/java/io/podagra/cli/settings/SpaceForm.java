package io.podagra.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.model.tuning.Parameter;
import java.util.List;
import java.util.Map;

/**
 * The search space in YAML: settings by their whole key, or nested as in the sections they are
 * from.
 */
final class SpaceForm {
    /** Where it is among the settings. */
    static final String KEY = "tuning.space";

    private SpaceForm() {}

    /**
     * Adds the settings of a space to another, each by its whole key.
     *
     * @param settings whose values are forms, whatever is in them
     */
    static void add(ObjectNode into, JsonNode space, List<String> settings) {
        add(into, space, settings, "");
    }

    private static void add(ObjectNode into, JsonNode tree, List<String> settings, String prefix) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()
                    && !settings.contains(key)
                    && !isForm(entry.getValue())) {
                add(into, entry.getValue(), settings, key + ".");
            } else {
                into.set(key, entry.getValue());
            }
        }
    }

    private static boolean isForm(JsonNode tree) {
        return tree.isEmpty()
                || tree.propertyStream()
                        .anyMatch(entry -> Parameter.kinds().contains(entry.getKey()));
    }
}
