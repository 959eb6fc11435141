package io.podagra.model.tuning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which settings a search varies, and how.
 *
 * @param parameters by the setting's key, such as {@code training.learningRate}, in the order of
 *     columns and axes
 */
public record SearchSpace(@JsonValue Map<String, Parameter> parameters) {
    /**
     * @throws IllegalArgumentException if a setting is named and there is nothing to try for it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SearchSpace {
        parameters.forEach(
                (name, parameter) -> {
                    if (parameter == null) {
                        throw new IllegalArgumentException(
                                "%s is null, expected one of %s with values, or a value for all trials"
                                        .formatted(name, Parameter.kinds()));
                    }
                });
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * What pays off in fine-tuning a network with base weights: the learning rate above all, how
     * much of the network is trained, and what keeps it from learning the training images by heart.
     */
    public static SearchSpace defaults() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("training.learningRate", new Parameter.LogUniform(0.00003, 0.003));
        parameters.put("training.stages.frozen", new Parameter.WholeNumber(0, 5));
        parameters.put("training.weightDecay", new Parameter.LogUniform(0.0001, 0.1));
        parameters.put("training.dropout", new Parameter.Uniform(0, 0.5));
        parameters.put("augmentation.strength", new Parameter.Choice(List.of(0, 0.5, 1, 1.5)));
        parameters.put(
                "training.loss.classWeights", new Parameter.Choice(List.of("none", "balanced")));
        return new SearchSpace(parameters);
    }

    /** What takes more than one value. */
    public Map<String, Parameter> searched() {
        Map<String, Parameter> searched = new LinkedHashMap<>(parameters);
        searched.values().removeIf(Parameter::fixed);
        return searched;
    }

    /** What takes one value in all trials. */
    public Map<String, Object> fixed() {
        Map<String, Object> fixed = new LinkedHashMap<>();
        parameters.forEach(
                (name, parameter) -> {
                    if (parameter.fixed()) {
                        fixed.put(name, parameter.extremes().get(0));
                    }
                });
        return fixed;
    }

    /** How many trials a grid has. */
    public BigInteger gridPoints(int steps) {
        return parameters.values().stream()
                .map(parameter -> BigInteger.valueOf(parameter.count(steps)))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** What is searched, for a reader of a report. */
    public String words() {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().words())
                .collect(Collectors.joining("; "));
    }
}
