package io.podagra.model.fingerprint;

import io.podagra.pipeline.ImageTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Images of invented patients: features of a few directions, alike within a patient. */
final class Observations {
    static final int FEATURES = 40;

    private Observations() {}

    /**
     * @param shift added to every feature
     */
    static List<ScoredImage> of(long seed, int patients, int imagesEach, double shift) {
        Random random = new Random(seed);
        Random basis = new Random(99);
        double[][] directions = new double[3][FEATURES];
        for (double[] direction : directions) {
            for (int feature = 0; feature < FEATURES; feature++) {
                direction[feature] = basis.nextGaussian();
            }
        }
        List<ScoredImage> images = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            double[] own = random.doubles(3).map(u -> random.nextGaussian()).toArray();
            for (int image = 0; image < imagesEach; image++) {
                float[] features = new float[FEATURES];
                for (int feature = 0; feature < FEATURES; feature++) {
                    double value = shift + 0.3 * random.nextGaussian();
                    for (int i = 0; i < directions.length; i++) {
                        value += (3 - i) * own[i] * directions[i][feature];
                    }
                    features[feature] = (float) value;
                }
                images.add(
                        new ScoredImage(
                                observed("p" + patient, patient % 3 == 0 ? "A" : "B", random),
                                random.nextDouble(),
                                features));
            }
        }
        return images;
    }

    static ObservedImage observed(String patient, String device, Random random) {
        return new ObservedImage(
                patient,
                random.nextBoolean() ? "dorsal" : "medial",
                Optional.of(device),
                new ImageTraits(640, 480, 40 + random.nextGaussian(), 30, 0.4, 120, 0.5, 3));
    }

    static Fingerprint fingerprint(List<ScoredImage> images) {
        return Fingerprint.of(
                images.stream().map(ScoredImage::image).toList(),
                images,
                List.of("dorsal", "medial"),
                true);
    }
}
