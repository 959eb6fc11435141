package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;

/**
 * Tells whether an image is unlike those that a network was validated on, by its pooled features.
 *
 * <p>The distance has two parts of equal weight: how far the features lie from their mean along the
 * leading principal components, in standard deviations (Mahalanobis), and how far they lie outside
 * of what these components can express. Both are 1 in the mean of the reference's images, so that 1
 * is typical. The features of a network's training images are closer to each other than those of
 * any later image, so the reference is made of validation images only.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ImageNovelty {
    private final FeatureReference reference;

    public ImageNovelty(FeatureReference reference) {
        this.reference = requireNonNull(reference, "reference is null");
    }

    /**
     * How unlike the reference's an image is: 1 is typical, and there is no upper end.
     *
     * @param features pooled, as many as the network has: 2,048 of a ResNet-50
     * @throws InvalidInputException if there is another number of them
     */
    public double distance(float[] features) {
        double[] components = components(features);
        double within = 0;
        double expressed = 0;
        for (int component = 0; component < components.length; component++) {
            double square = components[component] * components[component];
            within += square / components.length;
            expressed += square * reference.variances().get(component);
        }
        double all = 0;
        for (int feature = 0; feature < features.length; feature++) {
            double deviation = features[feature] - reference.mean().at(0, feature);
            all += deviation * deviation;
        }
        double outside = Math.max(0, all - expressed) / reference.residual();
        return Math.sqrt((within + outside) / 2);
    }

    /**
     * Whether the image lies farther out than all but {@link #falseAlarmRate} of images like the
     * reference's. By conformal prediction (Vovk, Gammerman and Shafer 2005): each validation
     * image's distance was measured from a reference without its patient.
     */
    public boolean isUnusual(float[] features) {
        return distance(features) > limit();
    }

    /** The distance that an image must exceed to be called unusual. */
    public double limit() {
        return reference.limit();
    }

    /**
     * Share of images like the reference's that are called unusual: 0.01, or more where there were
     * fewer than 99 images. It holds over many patients; images of one patient are alike and go
     * together.
     */
    public double falseAlarmRate() {
        return reference.falseAlarmRate();
    }

    int rank() {
        return reference.variances().size();
    }

    /** Along each leading component, in standard deviations of the reference's images. */
    double[] components(float[] features) {
        if (features.length != reference.mean().columns()) {
            throw new InvalidInputException(
                    "%d features, expected the %d of the model's fingerprint; export the model again"
                            .formatted(features.length, reference.mean().columns()));
        }
        double[] along = new double[rank()];
        for (int component = 0; component < along.length; component++) {
            double sum = 0;
            for (int feature = 0; feature < features.length; feature++) {
                sum +=
                        (features[feature] - reference.mean().at(0, feature))
                                * reference.components().at(component, feature);
            }
            along[component] = sum / Math.sqrt(reference.variances().get(component));
        }
        return along;
    }
}
