package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the pooled features of images that the network was not trained on lie.
 *
 * @param images how many, at least 1
 * @param mean of each feature, one row
 * @param components orthonormal rows: the leading principal components
 * @param variances of the features along each component, above 0
 * @param residual mean squared distance from what the components can express, above 0
 * @param limit the distance that an image must exceed to be called unusual, at least 0
 * @param falseAlarmRate share of images like those that exceed it, in (0, 1]
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
        boolean sound =
                images > 0
                        && variances.stream().allMatch(FeatureReference::isPositive)
                        && isPositive(residual)
                        && limit >= 0
                        && Double.isFinite(limit)
                        && falseAlarmRate > 0
                        && falseAlarmRate <= 1;
        if (!sound) {
            throw new IllegalArgumentException(
                    "variances %s, residual %s, limit %s, false alarms %s of %d images: one is out of its range"
                            .formatted(variances, residual, limit, falseAlarmRate, images));
        }
    }

    private static boolean isPositive(double value) {
        return value > 0 && Double.isFinite(value);
    }
}
