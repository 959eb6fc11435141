package io.podagra.model.fingerprint;

import static java.util.Objects.requireNonNull;

import io.podagra.data.CohortImage;
import io.podagra.pipeline.ImageTraits;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an image without a network.
 *
 * @param patient whose image it is; never kept
 * @param view its name
 * @param device that took it; empty if nobody says
 * @param traits of its file
 */
public record ObservedImage(
        String patient, String view, Optional<String> device, ImageTraits traits) {
    /** The column of a manifest that names the device. */
    public static final String DEVICE = "device";

    public ObservedImage {
        requireNonNull(patient, "patient is null");
        requireNonNull(view, "view is null");
        requireNonNull(device, "device is null");
        requireNonNull(traits, "traits is null");
    }

    /** An image of a cohort, whose device stands in the column {@value #DEVICE}, in any case. */
    public static ObservedImage of(CohortImage image, ImageTraits traits) {
        return new ObservedImage(
                image.patientId(), image.view().name(), deviceAmong(image.attributes()), traits);
    }

    /** The device that a manifest's further columns name, if one does. */
    public static Optional<String> deviceAmong(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(attribute -> attribute.getKey().equalsIgnoreCase(DEVICE))
                .map(attribute -> attribute.getValue().strip())
                .filter(device -> !device.isEmpty())
                .findFirst();
    }
}
