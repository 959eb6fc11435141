package io.podagra.cli.predict;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model says of one image.
 *
 * @param image its path as the user gave it
 * @param score probability of abnormal, in [0, 1]; empty if the image cannot be used
 * @param error why it cannot be used; empty if it can
 */
record Prediction(Path image, OptionalDouble score, Optional<String> error) {
    static Prediction scored(Path image, double score) {
        return new Prediction(image, OptionalDouble.of(score), Optional.empty());
    }

    static Prediction failed(Path image, String error) {
        return new Prediction(image, OptionalDouble.empty(), Optional.of(error));
    }
}
