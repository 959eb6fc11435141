package io.podagra.pipeline;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes normalisers. Apart from {@link Normalisation}, whose methods are looked at whenever
 * settings are written: that should load no class of ND4J's.
 */
public final class Normalisers {
    private static final float MAXIMUM = 255;

    private Normalisers() {}

    /**
     * A new normaliser; it needs no fitting and works in place.
     *
     * @throws IllegalArgumentException if nobody has replaced {@link Normalisation#AUTO}
     */
    public static DataNormalization of(Normalisation normalisation) {
        return switch (normalisation) {
            case AUTO ->
                    throw new IllegalArgumentException(
                            "normalisation is AUTO; ask the base weights which one they want");
            case RANGE -> new ImagePreProcessingScaler(-1, 1);
            case CAFFE ->
                    standardised(new float[] {103.939f, 116.779f, 123.68f}, new float[] {1, 1, 1});
            case TORCH ->
                    standardised(
                            new float[] {0.406f * MAXIMUM, 0.456f * MAXIMUM, 0.485f * MAXIMUM},
                            new float[] {0.225f * MAXIMUM, 0.224f * MAXIMUM, 0.229f * MAXIMUM});
        };
    }

    private static DataNormalization standardised(float[] means, float[] deviations) {
        return new NormalizerStandardize(row(means), row(deviations));
    }

    private static INDArray row(float[] values) {
        return Nd4j.createFromArray(new float[][] {values}).castTo(DataType.FLOAT);
    }
}
