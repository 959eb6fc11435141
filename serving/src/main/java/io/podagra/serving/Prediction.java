package io.podagra.serving;

import io.podagra.model.ModelUse;
import io.podagra.model.deployment.Classification;
import java.util.List;

/**
 * What a model says of the images of a request.
 *
 * @param model by name
 * @param use of the network that scored them
 * @param images in the order of the file
 */
record Prediction(String model, ModelUse use, List<Classification> images) {
    Prediction {
        images = List.copyOf(images);
    }
}
