package io.podagra.cli.study;

import io.podagra.eval.LabelledScores;
import io.podagra.eval.RocCurve;
import io.podagra.model.training.Scores;
import java.util.OptionalDouble;

/** Brings a network's scores and the statistics together, which do not know each other. */
public final class ValidationAuc {
    private ValidationAuc() {}

    /** The area under the ROC curve; empty when the images are of one class. */
    public static OptionalDouble of(Scores scores) {
        return RocCurve.of(labelled(scores))
                .value()
                .map(curve -> OptionalDouble.of(curve.auc()))
                .orElseGet(OptionalDouble::empty);
    }

    static LabelledScores labelled(Scores scores) {
        double[] probabilities =
                scores.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
        boolean[] abnormal = new boolean[scores.size()];
        for (int image = 0; image < abnormal.length; image++) {
            abnormal[image] = scores.abnormal().get(image);
        }
        return LabelledScores.of(probabilities, abnormal);
    }
}
