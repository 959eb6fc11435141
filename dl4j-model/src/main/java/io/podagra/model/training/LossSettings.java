package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a wrong answer costs in training. Validation always reports plain cross-entropy.
 *
 * @param focusing exponent of the focal loss (Lin et al. 2017, arXiv:1708.02002), 0 to 10: images
 *     that are answered well count less; 0 is cross-entropy
 * @param classWeights whether the rarer class counts more
 * @param labelSmoothing share of a label's certainty that is spread over both classes (Szegedy et
 *     al. 2016, arXiv:1512.00567, 7), in [0, 1)
 */
public record LossSettings(double focusing, ClassWeights classWeights, double labelSmoothing) {
    /** How much each class counts. */
    public enum ClassWeights {
        /** Each image the same. */
        NONE,
        /** Each class the same: an image by the inverse of its class's share, 1 on average. */
        BALANCED
    }

    /**
     * @throws IllegalArgumentException naming the setting, its value and its range
     */
    public LossSettings {
        requireNonNull(classWeights, "classWeights is null");
        Ranges.requireAtLeast("focusing", focusing, 0);
        if (focusing > 10) {
            throw new IllegalArgumentException(
                    "focusing is " + focusing + ", expected a number from 0 to 10");
        }
        Ranges.requireBelowOne("labelSmoothing", labelSmoothing);
    }

    /** Cross-entropy. */
    public static LossSettings crossEntropy() {
        return new LossSettings(0, ClassWeights.NONE, 0);
    }

    /**
     * How much each class counts.
     *
     * @param images of each class; one without images counts 1, as it never occurs
     */
    List<Double> weightsFor(List<Integer> images) {
        double all = images.stream().mapToInt(Integer::intValue).sum();
        return images.stream()
                .map(
                        ofClass ->
                                classWeights == ClassWeights.BALANCED && ofClass > 0
                                        ? all / (images.size() * ofClass)
                                        : 1.0)
                .toList();
    }

    /** Whether it is plain cross-entropy. */
    public boolean plainCrossEntropy() {
        return focusing == 0 && classWeights == ClassWeights.NONE && labelSmoothing == 0;
    }
}
