package io.podagra.cli.study;

import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingRule;
import io.podagra.eval.statistics.PatientLevel;
import io.podagra.model.ModelMetadata.PatientCall;
import java.util.Optional;

/** Chooses from which share of abnormal images on a patient is called abnormal. */
public final class PatientCallChoice {
    private PatientCallChoice() {}

    /**
     * The share with the greatest Youden index.
     *
     * @param validation images of the views that are called together
     * @param threshold of the calls of images, in [0, 1]
     * @return empty where it is not defined, as of patients of one class
     */
    public static Optional<PatientCall> of(ScoreTable validation, Method method, double threshold) {
        LabelledScores shares =
                PatientLevel.shares(validation.scores(method), validation.patients(), threshold);
        return new OperatingRule.Youden()
                .choose(shares)
                .map(point -> point.threshold())
                .value()
                .map(
                        least ->
                                new PatientCall(
                                        least,
                                        "youden",
                                        "%,d validation patients, %s"
                                                .formatted(shares.size(), viewWords(validation))));
    }

    /** Such as {@code view dorsal}. */
    static String viewWords(ScoreTable table) {
        return table.views().size() == 1 ? "view " + table.views().get(0) : "all views";
    }
}
