package io.podagra.model;

import static java.util.Objects.requireNonNull;

import io.podagra.pipeline.ImageSettings;
import java.util.List;
import java.util.Optional;

/**
 * How a model is to be used: what of its metadata a score depends on. A zip that only
 * Deeplearning4j knows has none; then assumptions stand in, each said.
 *
 * @param arm {@code single}, or the view it was trained on; {@code unknown} of a zip without
 *     metadata
 * @param views it may be used for; none if it does not say, and then it is used for any
 * @param preprocessing how an image becomes its input
 * @param operatingPoints for calls, the default first; without any there is a score and no call
 * @param calibration of its score, if it has one
 * @param patientCall when a patient is called abnormal, if it says
 * @param synthetic whether it was trained on phantom images; empty if it does not say
 * @param assumptions made for what it does not say, a sentence each; none of a model of Podagra's
 */
public record ModelUse(
        String arm,
        List<String> views,
        ImageSettings preprocessing,
        List<ModelMetadata.OperatingPoint> operatingPoints,
        Optional<ModelMetadata.Calibration> calibration,
        Optional<ModelMetadata.PatientCall> patientCall,
        Optional<Boolean> synthetic,
        List<String> assumptions) {
    public ModelUse {
        requireNonNull(arm, "arm is null");
        views = List.copyOf(views);
        requireNonNull(preprocessing, "preprocessing is null");
        operatingPoints = List.copyOf(operatingPoints);
        requireNonNull(calibration, "calibration is null");
        requireNonNull(patientCall, "patientCall is null");
        requireNonNull(synthetic, "synthetic is null");
        assumptions = List.copyOf(assumptions);
    }

    /** Of a model of Podagra's. */
    public static ModelUse of(ModelMetadata metadata) {
        return new ModelUse(
                metadata.arm(),
                metadata.views(),
                metadata.input().preprocessing(),
                metadata.operatingPoints(),
                metadata.calibration(),
                metadata.patientCall(),
                Optional.of(metadata.synthetic()),
                List.of());
    }
}
