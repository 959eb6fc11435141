package io.podagra.ui.trials;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The search for the settings of one arm at one moment, as the trials page shows it.
 *
 * @param arm the arm that is tuned, {@code single} or a view
 * @param method how trials are chosen, stopped and scored
 * @param stage what happens now
 * @param axes the settings that are searched, in the order of the page; may be empty
 * @param planned trials at most, at least 1
 * @param epochs epochs of a trial at most, at least 1
 * @param chosen the number of the trial whose settings the arm is trained with; empty until known
 * @param importance how much of the score each setting explains, 0 to 1, by the axis's name; empty
 *     until known
 * @param synthetic whether the images are synthetic, which the page says loudly
 * @param time when this was so
 */
public record SearchSnapshot(
        String arm,
        SearchMethod method,
        Stage stage,
        List<Axis> axes,
        int planned,
        int epochs,
        Optional<Integer> chosen,
        Map<String, Double> importance,
        boolean synthetic,
        Instant time) {

    /** What a search does. */
    public enum Stage {
        /** Trials are run. */
        SEARCHING,
        /** The best trials are run again with other seeds. */
        REPEATING,
        /** Nothing is run any more. */
        FINISHED
    }

    /** How the values of a setting lie on its axis. */
    public enum Scale {
        LINEAR,
        LOGARITHMIC,
        CATEGORY
    }

    /**
     * @throws IllegalArgumentException if a value is outside what is described above, two axes have
     *     one name, or an importance is of no axis
     */
    public SearchSnapshot {
        requireNonNull(arm, "arm is null");
        requireNonNull(method, "method is null");
        requireNonNull(stage, "stage is null");
        requireNonNull(chosen, "chosen is null");
        requireNonNull(time, "time is null");
        axes = List.copyOf(axes);
        importance = Map.copyOf(importance);
        if (planned < 1 || epochs < 1 || chosen.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "planned %d, epochs %d or chosen %s is below 1"
                            .formatted(planned, epochs, chosen));
        }
        Set<String> names = new HashSet<>();
        for (Axis axis : axes) {
            if (!names.add(axis.name())) {
                throw new IllegalArgumentException("two axes are named " + axis.name());
            }
        }
        importance.forEach(
                (name, share) -> {
                    if (!names.contains(name)) {
                        throw new IllegalArgumentException("no axis is named " + name);
                    }
                    // Written so that NaN fails.
                    if (!(share >= 0 && share <= 1)) {
                        throw new IllegalArgumentException(
                                "importance %s of %s is not within 0 and 1".formatted(share, name));
                    }
                });
    }

    /** The importance by axis, in the order of the axes. */
    Map<String, Double> importanceInOrder() {
        Map<String, Double> ordered = new LinkedHashMap<>();
        for (Axis axis : axes) {
            Double share = importance.get(axis.name());
            if (share != null) {
                ordered.put(axis.name(), share);
            }
        }
        return ordered;
    }

    /**
     * A setting that is searched.
     *
     * @param name its key, such as {@code training.learningRate}
     * @param scale how its values lie on the axis
     * @param low the lowest value, above 0 if the scale is logarithmic; made 0 for categories
     * @param high the highest value, not below {@code low}; made 0 for categories
     * @param categories the values in the order of the axis; empty for numbers
     */
    public record Axis(String name, Scale scale, double low, double high, List<String> categories) {
        /**
         * @throws IllegalArgumentException if a value is outside what is described above
         */
        public Axis {
            requireNonNull(name, "name is null");
            requireNonNull(scale, "scale is null");
            categories = List.copyOf(categories);
            if (name.isBlank()) {
                throw new IllegalArgumentException("an axis has no name");
            }
            if (scale == Scale.CATEGORY) {
                low = 0;
                high = 0;
            }
            if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
                throw new IllegalArgumentException(
                        "axis %s runs from %s to %s".formatted(name, low, high));
            }
            if (scale == Scale.LOGARITHMIC && low <= 0) {
                throw new IllegalArgumentException(
                        "axis %s is logarithmic and begins at %s".formatted(name, low));
            }
            if ((scale == Scale.CATEGORY) == categories.isEmpty()) {
                throw new IllegalArgumentException(
                        "axis %s is %s and has the categories %s"
                                .formatted(name, scale, categories));
            }
        }

        /** An axis of numbers on a linear scale. */
        public static Axis linear(String name, double low, double high) {
            return new Axis(name, Scale.LINEAR, low, high, List.of());
        }

        /** An axis of numbers above 0 on a logarithmic scale. */
        public static Axis logarithmic(String name, double low, double high) {
            return new Axis(name, Scale.LOGARITHMIC, low, high, List.of());
        }

        /** An axis of names. */
        public static Axis category(String name, List<String> categories) {
            return new Axis(name, Scale.CATEGORY, 0, 0, categories);
        }
    }
}
