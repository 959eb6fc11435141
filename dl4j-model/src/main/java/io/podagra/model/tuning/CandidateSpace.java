package io.podagra.model.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * What is searched, as Arbiter's: from numbers in [0, 1], one for each parameter, to the values of
 * settings. What is fixed has no number: Arbiter's grid gives none to a parameter with one value,
 * and would mix up those after it.
 */
final class CandidateSpace implements ParameterSpace<Map<String, Object>> {
    private final Map<String, Parameter> parameters;
    private final Map<String, ParameterSpace<?>> spaces = new LinkedHashMap<>();

    CandidateSpace(SearchSpace space) {
        this.parameters = space.searched();
        parameters.forEach((name, parameter) -> spaces.put(name, spaceOf(parameter)));
    }

    /**
     * True or false is a choice of two, not Arbiter's BooleanSpace, of which its grid tries as many
     * values as of a number.
     */
    private static ParameterSpace<?> spaceOf(Parameter parameter) {
        if (parameter instanceof Parameter.Uniform uniform) {
            return new ContinuousParameterSpace(uniform.low(), uniform.high());
        }
        if (parameter instanceof Parameter.LogUniform uniform) {
            return new ContinuousParameterSpace(
                    new LogUniformDistribution(uniform.low(), uniform.high()));
        }
        if (parameter instanceof Parameter.WholeNumber number) {
            return new IntegerParameterSpace(number.low(), number.high());
        }
        return new DiscreteParameterSpace<>(parameter.extremes());
    }

    /** In the order of the parameters; of a type that can be serialised, as Arbiter does. */
    @Override
    public Map<String, Object> getValue(double[] numbers) {
        Map<String, Object> values = new LinkedHashMap<>();
        spaces.forEach(
                (name, space) ->
                        values.put(name, parameters.get(name).tidy(space.getValue(numbers))));
        return values;
    }

    @Override
    public int numParameters() {
        return spaces.size();
    }

    // Arbiter's interface has raw types.
    @SuppressWarnings("rawtypes")
    @Override
    public List<ParameterSpace> collectLeaves() {
        return new ArrayList<>(spaces.values());
    }

    @SuppressWarnings("rawtypes")
    @Override
    public Map<String, ParameterSpace> getNestedSpaces() {
        return Collections.unmodifiableMap(spaces);
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException("the parameters have indices of their own");
    }
}
