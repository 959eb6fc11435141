package io.podagra.eval;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.OperatingPoint;
import io.podagra.eval.statistics.OperatingRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One threshold for each method, the same for all images and for each view, so that the views'
 * counts add up to the whole's. Podagra never chooses it on the test images.
 *
 * @param thresholds by method, 0 to 1; a call is abnormal when the score is at least the threshold
 * @param origin where the thresholds come from, in sentences; shown in the report
 * @param chosenOnValidation whether validation images chose every one of them
 */
public record OperatingPoints(
        Map<Method, Double> thresholds, String origin, boolean chosenOnValidation) {
    /** What calls use when nothing better is known. */
    public static final double CONVENTIONAL_THRESHOLD = 0.5;

    /**
     * @throws IllegalArgumentException if a threshold is outside 0 to 1
     */
    public OperatingPoints {
        for (double threshold : thresholds.values()) {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException(
                        "threshold %s is outside 0 to 1".formatted(threshold));
            }
        }
        EnumMap<Method, Double> ordered = new EnumMap<>(Method.class);
        ordered.putAll(thresholds);
        thresholds = Collections.unmodifiableMap(ordered);
        requireNonNull(origin, "origin is null");
    }

    /**
     * The threshold of each method with the greatest Youden index on all validation images, or 0.5
     * where there is none, which {@link #origin} then tells.
     *
     * @param validation images that are not in the test table
     */
    public static OperatingPoints fromValidation(ScoreTable validation) {
        Map<Method, Double> thresholds = new EnumMap<>(Method.class);
        List<String> sentences = new ArrayList<>();
        boolean all = true;
        sentences.add(
                "Chosen on %,d validation images of %,d patients: the threshold with the greatest Youden index (sensitivity + specificity \u2212 1)."
                        .formatted(validation.images().size(), validation.patients().count()));
        for (Method method : validation.methods()) {
            Figure<OperatingPoint> chosen =
                    new OperatingRule.Youden().choose(validation.scores(method));
            thresholds.put(
                    method,
                    chosen.map(OperatingPoint::threshold).value().orElse(CONVENTIONAL_THRESHOLD));
            all &= chosen.isKnown();
            chosen.reason()
                    .ifPresent(
                            why ->
                                    sentences.add(
                                            "For the %s model there is none (%s), so the conventional 0.5 is used."
                                                    .formatted(method.word(), why)));
        }
        return new OperatingPoints(thresholds, String.join(" ", sentences), all);
    }

    /**
     * Thresholds decided elsewhere.
     *
     * @param origin where they come from, in a sentence
     */
    public static OperatingPoints fixed(Map<Method, Double> thresholds, String origin) {
        return new OperatingPoints(thresholds, origin, false);
    }

    /** The conventional 0.5 for both methods, for scores that come without validation scores. */
    public static OperatingPoints conventional() {
        Map<Method, Double> thresholds = new EnumMap<>(Method.class);
        Arrays.stream(Method.values()).forEach(m -> thresholds.put(m, CONVENTIONAL_THRESHOLD));
        return new OperatingPoints(
                thresholds,
                "The conventional 0.5: no validation scores were given to choose a threshold on.",
                false);
    }

    /** The threshold of a method, if there is one. */
    public Optional<Double> threshold(Method method) {
        return Optional.ofNullable(thresholds.get(method));
    }
}
