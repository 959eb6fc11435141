package io.podagra.cli.study;

import io.podagra.eval.statistics.ParameterImportance;
import io.podagra.eval.statistics.ParameterValue;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings trials and the statistics together, which do not know each other. */
final class Importance {
    private Importance() {}

    /**
     * How much each setting mattered, in [0, 1].
     *
     * @param trials repeats among them do not count
     * @return without those of which it cannot be told
     */
    static Map<String, Double> of(SearchSpace space, List<Trial> trials) {
        List<Trial> searched =
                trials.stream()
                        .filter(trial -> trial.repeat() == 0)
                        .filter(trial -> trial.status() != Trial.Status.RUNNING)
                        .toList();
        Map<String, List<ParameterValue>> values = new LinkedHashMap<>();
        space.searched()
                .forEach(
                        (name, parameter) ->
                                values.put(
                                        name,
                                        searched.stream()
                                                .map(trial -> trial.values().get(name))
                                                .map(text -> value(parameter, text))
                                                .toList()));
        Map<String, Double> importance = new LinkedHashMap<>();
        ParameterImportance.of(values, searched.stream().map(Trial::score).toList())
                .forEach(
                        (name, figure) ->
                                figure.value().ifPresent(known -> importance.put(name, known)));
        return importance;
    }

    private static ParameterValue value(Parameter parameter, String text) {
        boolean category =
                parameter instanceof Parameter.Choice || parameter instanceof Parameter.Flag;
        return category ? ParameterValue.of(text) : ParameterValue.of(Double.parseDouble(text));
    }
}
