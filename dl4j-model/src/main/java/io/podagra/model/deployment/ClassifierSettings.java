package io.podagra.model.deployment;

import static java.util.Objects.requireNonNull;

import io.podagra.pipeline.dicom.FrameSelection;
import java.util.Optional;

/**
 * How a model is used, where it leaves a choice.
 *
 * @param operatingPoint the rule of the one that decides calls, such as {@code youden}; empty for
 *     the model's default
 * @param frames to take of a DICOM file with several
 */
public record ClassifierSettings(Optional<String> operatingPoint, FrameSelection frames) {
    public ClassifierSettings {
        requireNonNull(operatingPoint, "operatingPoint is null");
        requireNonNull(frames, "frames is null");
    }

    /** The model's default operating point, the first frame. */
    public static ClassifierSettings defaults() {
        return new ClassifierSettings(Optional.empty(), FrameSelection.first());
    }
}
