package io.podagra.eval;

import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;

/** What validation scores an evaluation has. */
final class Validation {
    private Validation() {}

    /** One method's scores of the validation images. */
    static Figure<LabelledScores> scores(EvaluationInput input, Method method) {
        return input.validation()
                .filter(table -> table.methods().contains(method))
                .map(table -> Figure.of(table.scores(method)))
                .orElseGet(() -> Figure.undefined("no validation scores were given"));
    }
}
