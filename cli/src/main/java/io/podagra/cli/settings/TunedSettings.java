package io.podagra.cli.settings;

import io.podagra.data.InvalidInputException;
import io.podagra.model.tuning.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Settings with the values that a search gives to some of them. What it may give values to: every
 * setting of the sections {@code training} and {@code augmentation}, and {@value #STRENGTH}, which
 * stands for the ranges of all variations together.
 */
public final class TunedSettings {
    /** A factor on the ranges of all variations of training images. */
    public static final String STRENGTH = "augmentation.strength";

    private static final List<String> SECTIONS = List.of("training.", "augmentation.");

    private TunedSettings() {}

    /**
     * The settings with these values.
     *
     * @param values by the setting's key, such as {@code training.learningRate}
     * @throws InvalidInputException if a value is none for its setting
     */
    public static StudySettings apply(StudySettings settings, Map<String, Object> values) {
        Map<String, Object> own = new LinkedHashMap<>(values);
        Object strength = own.remove(STRENGTH);
        StudySettings tuned = SettingsFile.with(settings, own);
        return strength == null ? tuned : withStrength(tuned, strength);
    }

    private static StudySettings withStrength(StudySettings settings, Object strength) {
        try {
            return settings.withAugmentation(
                    settings.augmentation().withStrength(Double.parseDouble(strength.toString())));
        } catch (IllegalArgumentException exception) {
            throw new InvalidInputException(
                    "settings: %s is %s, expected a number from 0 to 3"
                            .formatted(STRENGTH, strength),
                    exception);
        }
    }

    /**
     * Every key that a search may give values to.
     *
     * @param known every setting and section, as {@code section.key}
     */
    static List<String> searchable(List<String> known) {
        return Stream.concat(
                        known.stream()
                                .filter(key -> SECTIONS.stream().anyMatch(key::startsWith))
                                .filter(key -> known.stream().noneMatch(isBelow(key))),
                        Stream.of(STRENGTH))
                .toList();
    }

    private static Predicate<String> isBelow(String section) {
        return key -> key.startsWith(section + ".");
    }

    /**
     * Refuses a space with a setting that does not exist, or with a value that its setting cannot
     * take: no trial has to fail for it.
     *
     * @throws InvalidInputException naming every such setting
     */
    static void requireValid(StudySettings settings, List<String> searchable) {
        List<String> problems = new ArrayList<>();
        settings.tuning()
                .space()
                .parameters()
                .forEach(
                        (name, parameter) -> {
                            if (searchable.contains(name)) {
                                problems.addAll(problemsOf(settings, name, parameter));
                            } else {
                                problems.add(
                                        "tuning.space: there is no setting '%s' to search; %s"
                                                .formatted(
                                                        name, NearestKey.hint(name, searchable)));
                            }
                        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static List<String> problemsOf(
            StudySettings settings, String name, Parameter parameter) {
        List<String> problems = new ArrayList<>();
        for (Object value : parameter.extremes()) {
            try {
                apply(settings, Map.of(name, value));
            } catch (InvalidInputException exception) {
                problems.add(
                        "tuning.space: %s cannot be %s (%s)"
                                .formatted(
                                        name,
                                        value,
                                        exception.getMessage().replace("settings: ", "")));
            }
        }
        return problems;
    }
}
