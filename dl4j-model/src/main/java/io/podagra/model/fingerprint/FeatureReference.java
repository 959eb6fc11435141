package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the pooled features of images that the network was not trained on lie.
 *
 * @param images how many
 * @param mean of each feature, one row
 * @param components orthonormal rows: the leading principal components
 * @param variances of the features along each component, above 0
 * @param residual mean squared distance from what the components can express, above 0
 * @param limit the distance that an image must exceed to be called unusual
 * @param falseAlarmRate share of images like those that exceed it, in (0, 1)
 */
public record FeatureReference(
        int images,
        FloatMatrix mean,
        FloatMatrix components,
        List<Double> variances,
        double residual,
        double limit,
        double falseAlarmRate) {
    public FeatureReference {
        requireNonNull(mean, "mean is null");
        requireNonNull(components, "components is null");
        variances = List.copyOf(variances);
        if (mean.rows() != 1
                || components.columns() != mean.columns()
                || components.rows() != variances.size()) {
            throw new IllegalArgumentException(
                    "mean of %d, %d components of %d, %d variances: they do not fit"
                            .formatted(
                                    mean.columns(),
                                    components.rows(),
                                    components.columns(),
                                    variances.size()));
        }
    }
}
