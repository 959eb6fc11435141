package io.podagra.cli.study;

import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.RocCurve;
import io.podagra.model.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The area under the ROC curve of patients: a patient's score is the mean of the images', and a
     * patient with any abnormal image is abnormal. Empty when the patients are of one class.
     *
     * @param patients of the images, in their order
     */
    static OptionalDouble ofPatients(Scores scores, List<String> patients) {
        Map<String, List<Integer>> images = new LinkedHashMap<>();
        for (int image = 0; image < scores.size(); image++) {
            images.computeIfAbsent(patients.get(image), patient -> new ArrayList<>()).add(image);
        }
        List<Double> means = new ArrayList<>();
        List<Boolean> abnormal = new ArrayList<>();
        for (List<Integer> own : images.values()) {
            means.add(
                    own.stream().mapToDouble(scores.probabilities()::get).average().orElseThrow());
            abnormal.add(own.stream().anyMatch(scores.abnormal()::get));
        }
        return of(new Scores(means, abnormal));
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
