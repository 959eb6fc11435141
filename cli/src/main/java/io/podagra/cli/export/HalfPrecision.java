package io.podagra.cli.export;

import io.podagra.cli.export.ModelCard.Row;
import io.podagra.cli.predict.ClassifierScores;
import io.podagra.cli.study.Arm;
import io.podagra.cli.study.RunFolder;
import io.podagra.data.Cohort;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.model.ModelJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What storing weights with 16 bits changes, measured on the run's validation images.
 *
 * @param schema {@link #SCHEMA}
 * @param precision {@code half}
 * @param images of the validation
 * @param auc with 32 bits; empty where validation has one class
 * @param aucHalf with 16 bits
 * @param aucDifference the second less the first
 * @param largestScoreDifference of any image
 */
record HalfPrecision(
        String schema,
        String precision,
        int images,
        Optional<Double> auc,
        Optional<Double> aucHalf,
        Optional<Double> aucDifference,
        double largestScoreDifference) {
    /** The entry of a zip whose weights have 16 bits. */
    static final String ENTRY = "podagra/storage.json";

    private static final String SCHEMA = "podagra.storage/1";

    /**
     * Scores the validation images with a model whose weights have 16 bits.
     *
     * @param model the file of it
     * @throws io.podagra.data.InvalidInputException if the cohort lacks one of the images
     */
    static HalfPrecision measure(
            Path model, RunFolder run, Arm arm, Cohort cohort, ProgressListener progress) {
        Method method = arm.view().isEmpty() ? Method.SINGLE : Method.MULTIPLE;
        List<ScoredImage> validation =
                ScoreTable.read(run.validationScores()).images().stream()
                        .filter(
                                image ->
                                        arm.view().isEmpty()
                                                || arm.view().get().name().equals(image.view()))
                        .toList();
        double[] half = new ClassifierScores(cohort).of(model, validation, progress);
        double[] whole =
                validation.stream()
                        .mapToDouble(image -> image.score(method).orElseThrow())
                        .toArray();
        boolean[] abnormal = new boolean[whole.length];
        double largest = 0;
        for (int image = 0; image < whole.length; image++) {
            abnormal[image] = validation.get(image).label() == Label.ABNORMAL;
            largest = Math.max(largest, Math.abs(whole[image] - half[image]));
        }
        Optional<Double> auc = auc(whole, abnormal);
        Optional<Double> aucHalf = auc(half, abnormal);
        return new HalfPrecision(
                SCHEMA,
                "half",
                whole.length,
                auc,
                aucHalf,
                auc.flatMap(before -> aucHalf.map(after -> after - before)),
                largest);
    }

    private static Optional<Double> auc(double[] scores, boolean[] abnormal) {
        return DeLong.estimate(LabelledScores.of(scores, abnormal))
                .map(estimate -> estimate.auc())
                .value();
    }

    byte[] toJson() {
        return ModelJson.write(this);
    }

    /** That of a zip's entries, if its weights have 16 bits. */
    static Optional<HalfPrecision> of(Map<String, byte[]> entries) {
        return Optional.ofNullable(entries.get(ENTRY))
                .map(json -> ModelJson.read("this export", ENTRY, json, HalfPrecision.class));
    }

    /** For a card. */
    Row row() {
        return new Row(
                "Weights",
                "16 bits; on %,d validation images the AUC differs by %s and no score by more than %s"
                        .formatted(
                                images,
                                aucDifference
                                        .map(value -> String.format(Locale.ROOT, "%.2g", value))
                                        .orElse("an unknown amount (one class)"),
                                String.format(Locale.ROOT, "%.2g", largestScoreDifference)));
    }
}
