package io.podagra.cli.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings: the defaults, changed by a YAML file, changed by {@code key=value} pairs.
 *
 * <p>Every problem is collected, then all are reported at once.
 */
public final class SettingsFile {
    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .build();
    private static final String SEED = "seed";
    private static final String TUNING = "/tuning";
    private static final String SPACE = TUNING + "/space";
    private static final List<String> KNOWN = known();
    private static final List<String> SEARCHABLE = TunedSettings.searchable(KNOWN);

    private SettingsFile() {}

    /**
     * The effective settings.
     *
     * @param base what holds where nothing else is said
     * @param files read in order, later ones win
     * @param overrides {@code section.key} to value, winning over the files
     * @throws InvalidInputException with every unknown key, wrong type and value out of range
     */
    public static StudySettings read(
            StudySettings base, List<Path> files, Map<String, String> overrides) {
        ObjectNode tree = toTree(base);
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            JsonNode settings = upgraded(parse(file));
            if (settings.at(SPACE).isObject() && tree.at(TUNING) instanceof ObjectNode tuning) {
                tuning.putObject("space"); // a file's space takes the place of any other
            }
            merge(tree, settings, "", file.toString(), problems);
        }
        overrides.forEach(
                (key, value) ->
                        merge(
                                tree,
                                nested(key, parseValue(key, value)),
                                "",
                                "--set " + key + "=" + value,
                                problems));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        StudySettings settings = bind(tree);
        if (settings.tuning().enabled()) {
            TunedSettings.requireValid(settings, SEARCHABLE);
        }
        return settings;
    }

    /**
     * The settings with some other values.
     *
     * @param values by key, as in a file
     * @throws InvalidInputException if a value is none for its setting
     */
    static StudySettings with(StudySettings settings, Map<String, Object> values) {
        ObjectNode tree = toTree(settings);
        List<String> problems = new ArrayList<>();
        values.forEach(
                (key, value) ->
                        merge(tree, nested(key, YAML.valueToTree(value)), "", key, problems));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return bind(tree);
    }

    private static ObjectNode nested(String key, JsonNode value) {
        ObjectNode change = YAML.createObjectNode();
        ObjectNode parent = change;
        String[] path = key.split("\\.", -1);
        for (int level = 0; level < path.length - 1; level++) {
            parent = parent.putObject(path[level]);
        }
        parent.set(path[path.length - 1], value);
        return change;
    }

    /** A text as the value of an override, whatever is in it. */
    public static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The settings as YAML, every key written out, readable by {@link #read}. */
    public static String write(StudySettings settings) {
        try {
            return YAML.writeValueAsString(toTree(settings));
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** One seed for all: the sections' own are left out of the file and follow it. */
    private static ObjectNode toTree(StudySettings settings) {
        ObjectNode tree = YAML.valueToTree(settings);
        tree.forEach(
                section -> {
                    if (section instanceof ObjectNode object) {
                        object.remove(SEED);
                    }
                });
        return tree;
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (tree.isMissingNode() || tree.isNull()) {
                return YAML.createObjectNode();
            }
            if (!tree.isObject()) {
                throw new InvalidInputException(
                        "%s: is not a mapping of settings; './podagra config' prints one"
                                .formatted(file));
            }
            return tree;
        } catch (JsonProcessingException exception) {
            throw new InvalidInputException(
                    "%s: line %d is not YAML (%s); './podagra config' prints an example"
                            .formatted(
                                    file,
                                    exception.getLocation().getLineNr(),
                                    exception.getOriginalMessage().lines().findFirst().orElse("")),
                    exception);
        } catch (IOException exception) {
            throw new InvalidInputException(
                    "%s: the settings file cannot be read; check its path".formatted(file),
                    exception);
        }
    }

    private static JsonNode upgraded(JsonNode tree) {
        return tree instanceof ObjectNode settings ? OlderSettings.upgraded(settings) : tree;
    }

    private static JsonNode parseValue(String key, String value) {
        try {
            return YAML.readTree(value);
        } catch (JsonProcessingException exception) {
            throw new InvalidInputException(
                    "--set %s=%s: the value is not YAML".formatted(key, value), exception);
        }
    }

    private static void merge(
            ObjectNode into, JsonNode from, String prefix, String source, List<String> problems) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            String key = prefix + entry.getKey();
            JsonNode known = into.get(entry.getKey());
            JsonNode value = entry.getValue();
            if (known == null) {
                problems.add(
                        "%s: there is no setting '%s'; %s"
                                .formatted(source, key, NearestKey.hint(key, KNOWN)));
            } else if (key.equals(SpaceForm.KEY)
                    && known instanceof ObjectNode space
                    && value.isObject()) {
                if (value.isEmpty()) {
                    space.removeAll();
                }
                SpaceForm.add(space, value, SEARCHABLE);
            } else if (known instanceof ObjectNode section && value.isObject()) {
                merge(section, value, key + ".", source, problems);
            } else if (known.isObject() != value.isObject()) {
                problems.add(
                        "%s: '%s' is %s; './podagra config' shows its form"
                                .formatted(
                                        source,
                                        key,
                                        known.isObject()
                                                ? "a section and cannot have a value"
                                                : "a value and has no keys below it"));
            } else {
                into.set(entry.getKey(), value);
            }
        }
    }

    /** Every setting; those that the search space names are no settings of their own. */
    private static List<String> known() {
        ObjectNode tree = toTree(StudySettings.defaults());
        if (tree.at(TUNING) instanceof ObjectNode tuning) {
            tuning.putObject("space");
        }
        return keys(tree, "");
    }

    /** Every section and setting of a tree, as {@code section} and {@code section.key}. */
    private static List<String> keys(ObjectNode tree, String prefix) {
        return tree.propertyStream()
                .flatMap(
                        property ->
                                property.getValue() instanceof ObjectNode section
                                        ? Stream.concat(
                                                Stream.of(prefix + property.getKey()),
                                                keys(section, prefix + property.getKey() + ".")
                                                        .stream())
                                        : Stream.of(prefix + property.getKey()))
                .toList();
    }

    private static StudySettings bind(ObjectNode tree) {
        ObjectNode seeded = tree.deepCopy();
        ObjectNode defaults = YAML.valueToTree(StudySettings.defaults());
        for (Map.Entry<String, JsonNode> section : defaults.properties()) {
            if (section.getValue().has(SEED)
                    && seeded.get(section.getKey()) instanceof ObjectNode own) {
                own.set(SEED, tree.get(SEED));
            }
        }
        try {
            return YAML.treeToValue(seeded, StudySettings.class);
        } catch (ValueInstantiationException exception) {
            throw new InvalidInputException(
                    "settings: %s: %s"
                            .formatted(path(exception), exception.getCause().getMessage()),
                    exception);
        } catch (MismatchedInputException exception) {
            throw new InvalidInputException(
                    "settings: %s is %s, expected %s"
                            .formatted(
                                    path(exception),
                                    valueAt(seeded, exception),
                                    inWords(exception.getTargetType())),
                    exception);
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String inWords(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == TrainingFractions.class || type == List.class || type == ArrayList.class) {
            return "a list such as [0.25, 0.5]";
        }
        return type == boolean.class ? "true or false" : "a section of settings";
    }

    private static String path(JsonProcessingException exception) {
        return exception instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull) // an element of a list has none
                        .collect(Collectors.joining("."))
                : "";
    }

    private static String valueAt(ObjectNode tree, MismatchedInputException exception) {
        JsonNode node = tree;
        for (var reference : exception.getPath()) {
            if (reference.getFieldName() != null) {
                node = node.path(reference.getFieldName());
            } else if (node.isArray()) { // else a single value stands for a list of one
                node = node.path(reference.getIndex());
            }
        }
        return node.toString();
    }
}
