package io.podagra.model.deployment;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Label;
import io.podagra.model.ModelMetadata.OperatingPoint;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model says of one image.
 *
 * @param title which image of its file it is, such as {@code frame 3}; empty where there is one
 * @param view the image is of, where it is known
 * @param arm of the model that scored it
 * @param score the network's output for abnormal, in [0, 1]
 * @param probability of abnormal, calibrated on validation images, in (0, 1); empty of a model
 *     without a calibration
 * @param operatingPoint that decides the call; empty of a model without one
 * @param call abnormal if the score is at least the operating point's threshold
 * @param warning why the score may mean nothing, such as an image unlike those the model was made
 *     with; empty where nothing is known against it
 */
public record Classification(
        String title,
        Optional<String> view,
        String arm,
        double score,
        OptionalDouble probability,
        Optional<OperatingPoint> operatingPoint,
        Optional<Label> call,
        Optional<String> warning) {
    public Classification {
        requireNonNull(title, "title is null");
        requireNonNull(view, "view is null");
        requireNonNull(arm, "arm is null");
        requireNonNull(probability, "probability is null");
        requireNonNull(operatingPoint, "operatingPoint is null");
        requireNonNull(call, "call is null");
        requireNonNull(warning, "warning is null");
    }
}
