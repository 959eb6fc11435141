package io.podagra.cli.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.podagra.data.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of the training patients that a learning curve has points for. The whole always is one,
 * whether 1 is given or not.
 *
 * @param fractions above 0, at most 1, distinct and ascending; empty for no learning curve
 */
public record TrainingFractions(@JsonValue List<Double> fractions) {
    /** No learning curve. */
    public static final TrainingFractions NONE = new TrainingFractions(List.of());

    /**
     * @param fractions in any order
     * @throws InvalidInputException if one is out of range or given twice
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TrainingFractions {
        Set<Double> seen = new HashSet<>();
        for (Double fraction : fractions) {
            if (fraction == null || !(fraction > 0 && fraction <= 1)) {
                throw new InvalidInputException(
                        "a fraction of the training patients is %s, expected a number above 0, at most 1, such as 0.25"
                                .formatted(fraction));
            }
            if (!seen.add(fraction)) {
                throw new InvalidInputException(
                        "the fraction %s is there twice; give it once".formatted(fraction));
            }
        }
        fractions = fractions.stream().sorted().toList();
    }

    /** Whether there is to be a learning curve. */
    public boolean wanted() {
        return !fractions.isEmpty();
    }

    /** The fractions that networks have to be trained for: all but the whole. */
    public List<Double> belowOne() {
        return fractions.stream().filter(fraction -> fraction < 1).toList();
    }
}
