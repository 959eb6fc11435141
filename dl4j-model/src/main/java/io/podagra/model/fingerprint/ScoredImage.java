package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

/** An image with what a network makes of it. */
public final class ScoredImage {
    private final ObservedImage image;
    private final double score;
    private final float[] features;

    /**
     * @param score probability of abnormal, in [0, 1]
     * @param features the pooled features, 2,048 of a ResNet-50; not copied
     */
    public ScoredImage(ObservedImage image, double score, float[] features) {
        this.image = requireNonNull(image, "image is null");
        this.score = score;
        this.features = features;
    }

    public ObservedImage image() {
        return image;
    }

    public double score() {
        return score;
    }

    /** The pooled features; nobody may change them. */
    public float[] features() {
        return features;
    }
}
