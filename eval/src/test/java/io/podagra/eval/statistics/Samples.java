package io.podagra.eval.statistics;

import io.podagra.data.Label;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Small data sets for the tests. */
public final class Samples {
    private Samples() {}

    public static LabelledScores scores(double[] normal, double[] abnormal) {
        double[] scores = new double[normal.length + abnormal.length];
        boolean[] labels = new boolean[scores.length];
        System.arraycopy(normal, 0, scores, 0, normal.length);
        System.arraycopy(abnormal, 0, scores, normal.length, abnormal.length);
        Arrays.fill(labels, normal.length, labels.length, true);
        return LabelledScores.of(scores, labels);
    }

    public static LabelledScores map(LabelledScores scores, DoubleUnaryOperator change) {
        double[] changed = new double[scores.size()];
        boolean[] labels = new boolean[scores.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.applyAsDouble(scores.score(i));
            labels[i] = scores.abnormal(i);
        }
        return LabelledScores.of(changed, labels);
    }

    public static ScoredImage image(
            String id, String patient, String view, Label label, double single, double multiple) {
        Map<Method, Double> scores = new EnumMap<>(Method.class);
        scores.put(Method.SINGLE, single);
        scores.put(Method.MULTIPLE, multiple);
        return new ScoredImage(id, patient, view, label, scores);
    }

    /** The table with every image repeated {@code times} times within its patient. */
    public static ScoreTable repeated(ScoreTable table, int times) {
        List<ScoredImage> images = new ArrayList<>();
        for (ScoredImage image : table.images()) {
            for (int copy = 0; copy < times; copy++) {
                images.add(
                        new ScoredImage(
                                image.imageId() + "#" + copy,
                                image.patientId(),
                                image.view(),
                                image.label(),
                                image.scores()));
            }
        }
        return ScoreTable.of(images);
    }

    /** Images of patients whose scores are alike, with a prefix before every identifier. */
    public static ScoreTable random(String prefix, int patients, int imagesEach, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] views = {"dorsal", "medial", "plantar"};
        List<ScoredImage> images = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            double joint = random.nextDouble() - 0.5;
            for (int i = 0; i < imagesEach; i++) {
                boolean abnormal = random.nextBoolean();
                double common = (abnormal ? 0.62 : 0.38) + 0.3 * joint + noise(random, 0.5);
                images.add(
                        image(
                                prefix + patient + "-" + i + ".png",
                                prefix + "p" + patient,
                                views[i % views.length],
                                abnormal ? Label.ABNORMAL : Label.NORMAL,
                                clip(common + noise(random, 0.2)),
                                clip(common + noise(random, 0.2))));
            }
        }
        return ScoreTable.of(images);
    }

    private static double noise(SplittableRandom random, double range) {
        return range * (random.nextDouble() - 0.5);
    }

    private static double clip(double score) {
        return Math.min(1, Math.max(0, score));
    }
}
