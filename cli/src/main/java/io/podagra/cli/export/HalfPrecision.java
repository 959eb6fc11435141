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
 * @param network of the zip's network
 * @param folded of its second form, if the zip has one
 */
record HalfPrecision(
        String schema,
        String precision,
        int images,
        Optional<Double> auc,
        Change network,
        Optional<Change> folded) {
    /** The entry of a zip whose weights have 16 bits. */
    static final String ENTRY = "podagra/storage.json";

    private static final String SCHEMA = "podagra.storage/1";

    /**
     * From the network with 32 bits to one with 16.
     *
     * @param auc with 16 bits; empty where validation has one class
     * @param aucDifference this less that with 32 bits
     * @param largestScoreDifference of any image, at least 0
     */
    record Change(
            Optional<Double> auc, Optional<Double> aucDifference, double largestScoreDifference) {
        private String words() {
            return "the AUC differs by %s and no score by more than %s"
                    .formatted(
                            aucDifference
                                    .map(HalfPrecision::twoDigits)
                                    .orElse("an unknown amount (one class)"),
                            twoDigits(largestScoreDifference));
        }
    }

    /**
     * Scores the validation images with models whose weights have 16 bits.
     *
     * @param model the file of one
     * @param folded the file of one whose network is the folded one, if the export has that too
     * @throws io.podagra.data.InvalidInputException if the cohort lacks one of the images
     */
    static HalfPrecision measure(
            Path model,
            Optional<Path> folded,
            RunFolder run,
            Arm arm,
            Cohort cohort,
            ProgressListener progress) {
        Method method = arm.view().isEmpty() ? Method.SINGLE : Method.MULTIPLE;
        List<ScoredImage> validation =
                ScoreTable.read(run.validationScores()).images().stream()
                        .filter(
                                image ->
                                        arm.view().isEmpty()
                                                || arm.view().get().name().equals(image.view()))
                        .toList();
        double[] whole =
                validation.stream()
                        .mapToDouble(image -> image.score(method).orElseThrow())
                        .toArray();
        boolean[] abnormal = new boolean[whole.length];
        for (int image = 0; image < whole.length; image++) {
            abnormal[image] = validation.get(image).label() == Label.ABNORMAL;
        }
        ClassifierScores scores = new ClassifierScores(cohort);
        return new HalfPrecision(
                SCHEMA,
                "half",
                whole.length,
                auc(whole, abnormal),
                change(whole, scores.of(model, validation, progress), abnormal),
                folded.map(file -> change(whole, scores.of(file, validation, progress), abnormal)));
    }

    private static Change change(double[] whole, double[] half, boolean[] abnormal) {
        double largest = 0;
        for (int image = 0; image < whole.length; image++) {
            largest = Math.max(largest, Math.abs(whole[image] - half[image]));
        }
        Optional<Double> before = auc(whole, abnormal);
        Optional<Double> after = auc(half, abnormal);
        return new Change(after, before.flatMap(known -> after.map(now -> now - known)), largest);
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
                "16 bits; on %,d validation images %s%s"
                        .formatted(
                                images,
                                network.words(),
                                folded.map(change -> "; of the folded network " + change.words())
                                        .orElse("")));
    }

    private static String twoDigits(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }
}
