package io.podagra.model.fingerprint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A reference of features, and how far from it each of its images would lie were its patient not
 * among them: from the reference itself all of them are closer than any later image.
 *
 * @param reference made of all images
 * @param distances of each image, from a reference without its patient
 */
record FeatureCalibration(FeatureReference reference, List<Double> distances) {
    /** Share of like images that may be called unusual. */
    private static final double FALSE_ALARMS = 0.01;

    private static final int FOLDS = 5;
    private static final int FEWEST_IMAGES = 20;
    private static final int FEWEST_PATIENTS = FOLDS;
    private static final int MOST_COMPONENTS = 12;

    /** So that variances are known to about a third, and a reference stays below 200 kB. */
    private static final int IMAGES_PER_COMPONENT = 10;

    FeatureCalibration {
        distances = List.copyOf(distances);
    }

    /**
     * Whether there are enough images to make one. Of fewer, what is left without a patient may lie
     * in a line, from which any other image is infinitely far.
     */
    static boolean isPossible(List<ScoredImage> images) {
        return images.size() >= FEWEST_IMAGES
                && images.stream().map(image -> image.image().patient()).distinct().count()
                        >= FEWEST_PATIENTS;
    }

    static FeatureCalibration of(List<ScoredImage> images) {
        int[] folds = folds(images);
        double[] distances = new double[images.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            List<ScoredImage> others = some(images, image -> folds[image] != left);
            ImageNovelty novelty = new ImageNovelty(reference(others, 1, 1));
            IntStream.range(0, distances.length)
                    .filter(image -> folds[image] == left)
                    .forEach(
                            image ->
                                    distances[image] =
                                            novelty.distance(images.get(image).features()));
        }
        double[] ascending = distances.clone();
        Arrays.sort(ascending);
        int count = ascending.length;
        int rank = Math.min(count, (int) Math.ceil((1 - FALSE_ALARMS) * (count + 1)));
        double falseAlarms = (count + 1.0 - rank) / (count + 1);
        return new FeatureCalibration(
                reference(images, ascending[rank - 1], falseAlarms),
                Arrays.stream(distances).boxed().toList());
    }

    /** Patients in turn, so that folds are about equal and depend on nothing else. */
    private static int[] folds(List<ScoredImage> images) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        images.forEach(image -> numbers.putIfAbsent(image.image().patient(), numbers.size()));
        return images.stream()
                .mapToInt(image -> numbers.get(image.image().patient()) % FOLDS)
                .toArray();
    }

    private static List<ScoredImage> some(List<ScoredImage> images, IntPredicate wanted) {
        return IntStream.range(0, images.size()).filter(wanted).mapToObj(images::get).toList();
    }

    private static FeatureReference reference(
            List<ScoredImage> images, double limit, double falseAlarms) {
        float[][] rows = images.stream().map(ScoredImage::features).toArray(float[][]::new);
        // At most half of the directions, so that something is left outside of them.
        int most = Math.min(rows.length - 1, Math.max(1, rows[0].length / 2));
        int rank =
                Math.min(
                        most,
                        Math.max(1, Math.min(MOST_COMPONENTS, rows.length / IMAGES_PER_COMPONENT)));
        PrincipalComponents found = PrincipalComponents.of(rows, rank);
        return new FeatureReference(
                rows.length,
                found.mean(),
                found.components(),
                found.variances(),
                found.residual(),
                limit,
                falseAlarms);
    }
}
