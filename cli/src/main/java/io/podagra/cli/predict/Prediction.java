package io.podagra.cli.predict;

import io.podagra.model.deployment.Classification;
import java.util.Optional;

/**
 * What a model says of one image, or why it says nothing.
 *
 * @param image the file
 * @param title which image of the file, such as {@code frame 3}; empty where there is one
 * @param found empty if the image cannot be used
 * @param error why it cannot be used; empty if it can
 */
record Prediction(
        GivenImage image, String title, Optional<Classification> found, Optional<String> error) {
    static Prediction of(GivenImage image, Classification found) {
        return new Prediction(image, found.title(), Optional.of(found), Optional.empty());
    }

    static Prediction failed(GivenImage image, String title, String error) {
        return new Prediction(image, title, Optional.empty(), Optional.of(error));
    }
}
