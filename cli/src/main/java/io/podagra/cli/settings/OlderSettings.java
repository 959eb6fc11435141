package io.podagra.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Reads settings files of releases that had one number for each variation of training images, such
 * as {@code augmentation.maxZoom}, so that a run begun with one can go on as it began.
 */
final class OlderSettings {
    /** Variations that were drawn for every image, within a number either way of the neutral. */
    private static final Map<String, Successor> SYMMETRIC =
            Map.of(
                    "maxRotationDegrees", new Successor("rotation", 0),
                    "maxZoom", new Successor("scale", 1),
                    "brightness", new Successor("gain", 1),
                    "contrast", new Successor("contrast", 1));

    private static final String FLIP = "horizontalFlip";

    /** What did not exist. */
    private static final Map<String, Double> NEW =
            Map.of("shift", 0.0, "gamma", 1.0, "tgc", 0.0, "speckle", 0.0);

    private static final List<String> SECTIONS =
            List.of("seed", "split", "image", "augmentation", "training", "evaluation", "ui");

    private record Successor(String name, double neutral) {}

    private OlderSettings() {}

    /** The same settings by today's names; the tree itself if it has no old name. */
    static ObjectNode upgraded(ObjectNode tree) {
        return withoutTuning(withBase(withVariations(tree)));
    }

    /** A file with every section and no tuning is what an older release wrote out: it did not. */
    private static ObjectNode withoutTuning(ObjectNode tree) {
        if (tree.has("tuning") || !SECTIONS.stream().allMatch(tree::has)) {
            return tree;
        }
        ObjectNode upgraded = tree.deepCopy();
        upgraded.putObject("tuning").put("enabled", false);
        return upgraded;
    }

    /**
     * A file with every section and no base is what an older release wrote out: it began with
     * random weights and trained at a constant rate.
     */
    private static ObjectNode withBase(ObjectNode tree) {
        if (tree.has("base") || !SECTIONS.stream().allMatch(tree::has)) {
            return tree;
        }
        ObjectNode upgraded = tree.deepCopy().put("base", StudySettings.RANDOM_BASE);
        if (upgraded.get("training") instanceof ObjectNode training && !training.has("schedule")) {
            training.putObject("schedule").put("shape", "constant").put("warmUpEpochs", 0.0);
        }
        return upgraded;
    }

    private static ObjectNode withVariations(ObjectNode tree) {
        if (!(tree.get("augmentation") instanceof ObjectNode old) || !isOld(old)) {
            return tree;
        }
        ObjectNode upgraded = tree.deepCopy();
        ObjectNode augmentation = upgraded.putObject("augmentation");
        NEW.forEach((name, neutral) -> vary(augmentation, name, 0, neutral, neutral));
        old.properties()
                .forEach(
                        entry -> {
                            String name = entry.getKey();
                            JsonNode value = entry.getValue();
                            if (SYMMETRIC.containsKey(name) && value.isNumber()) {
                                Successor successor = SYMMETRIC.get(name);
                                double neutral = successor.neutral();
                                double bound = value.asDouble();
                                vary(
                                        augmentation,
                                        successor.name(),
                                        1,
                                        neutral - bound,
                                        neutral + bound);
                            } else if (name.equals(FLIP) && value.isNumber()) {
                                augmentation.putObject(FLIP).set("probability", value);
                            } else {
                                augmentation.set(name, value);
                            }
                        });
        if (!upgraded.has("image")) {
            upgraded.putObject("image");
        }
        if (upgraded.get("image") instanceof ObjectNode image) {
            putIfAbsent(image, "fit", "stretch");
            putIfAbsent(image, "normalisation", "range");
        }
        return upgraded;
    }

    private static void putIfAbsent(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }

    private static boolean isOld(ObjectNode augmentation) {
        return augmentation.properties().stream()
                .anyMatch(
                        entry ->
                                entry.getValue().isNumber()
                                        && (SYMMETRIC.containsKey(entry.getKey())
                                                || entry.getKey().equals(FLIP)));
    }

    private static void vary(
            ObjectNode augmentation, String name, double probability, double from, double to) {
        augmentation
                .putObject(name)
                .put("probability", probability)
                .putArray("range")
                .add(from)
                .add(to);
    }
}
