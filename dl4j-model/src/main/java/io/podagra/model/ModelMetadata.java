package io.podagra.model;

import static java.util.Objects.requireNonNull;

import io.podagra.data.SplitUnit;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.tuning.TuningSummary;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.ImageSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model zip says about itself, besides its weights. Holds no patient and no image name.
 *
 * @param schema {@link #SCHEMA}
 * @param arm {@code single}, or the view it was trained on
 * @param views it was trained on, and may be used for
 * @param classes names of the two outputs, in order
 * @param input what the network expects
 * @param base what its training began with
 * @param operatingPoints above which score an image is called abnormal, the default first; none
 *     until they are chosen
 * @param calibration of its score as a probability; empty until it is fitted, or where it cannot be
 * @param patientCall when a patient is called abnormal; empty until it is chosen, or where it
 *     cannot be
 * @param training how it came about
 * @param synthetic whether it was trained on phantom images
 * @param software versions of Podagra, Deeplearning4j and Java that made it
 */
public record ModelMetadata(
        String schema,
        String arm,
        List<String> views,
        List<String> classes,
        Input input,
        Base base,
        List<OperatingPoint> operatingPoints,
        Optional<Calibration> calibration,
        Optional<PatientCall> patientCall,
        Training training,
        boolean synthetic,
        Map<String, String> software) {
    /** Version of the metadata this release reads and writes. */
    public static final String SCHEMA = "podagra.model/5";

    public ModelMetadata {
        requireNonNull(schema, "schema is null");
        requireNonNull(arm, "arm is null");
        views = List.copyOf(views);
        classes = List.copyOf(classes);
        requireNonNull(input, "input is null");
        requireNonNull(base, "base is null");
        operatingPoints = List.copyOf(operatingPoints);
        requireNonNull(calibration, "calibration is null");
        requireNonNull(patientCall, "patientCall is null");
        requireNonNull(training, "training is null");
        software = Map.copyOf(software);
    }

    /**
     * Input of the network.
     *
     * @param channels 3; grey is replicated
     * @param range values after normalisation, in words
     * @param preprocessing how an image was made into an input in training, and has to be in use;
     *     tells the size too
     */
    public record Input(int channels, String range, ImageSettings preprocessing) {
        public Input {
            requireNonNull(range, "range is null");
            requireNonNull(preprocessing, "preprocessing is null");
        }
    }

    /**
     * The weights that the training began with.
     *
     * @param name {@code random}, {@code podagra}, the word for a source, or a file's name
     * @param format whose weights, in words; empty for random ones
     * @param sha256 of their file; empty for random ones
     * @param licence under which they may be passed on, as far as Podagra knows it; a model that
     *     began with them is subject to it too
     * @param synthetic whether they were learnt from phantom images
     */
    public record Base(
            String name,
            Optional<String> format,
            Optional<String> sha256,
            Optional<String> licence,
            boolean synthetic) {
        public Base {
            requireNonNull(name, "name is null");
            requireNonNull(format, "format is null");
            requireNonNull(sha256, "sha256 is null");
            requireNonNull(licence, "licence is null");
        }

        /** Random weights. */
        public static Base random() {
            return new Base("random", Optional.empty(), Optional.empty(), Optional.empty(), false);
        }
    }

    /**
     * The threshold of a call.
     *
     * @param threshold an image is abnormal if its score is at least this, in [0, 1]
     * @param rule that chose it, by which it is asked for, such as {@code youden} or {@code
     *     sensitivity-0.9}
     * @param chosenOn the images that chose it, in words; never test images
     */
    public record OperatingPoint(double threshold, String rule, String chosenOn) {
        public OperatingPoint {
            requireNonNull(rule, "rule is null");
            requireNonNull(chosenOn, "chosenOn is null");
        }
    }

    /**
     * Turns a score into the probability of abnormal among images as those it was fitted on: {@code
     * 1 / (1 + exp(-(slope logit(score) + intercept)))} of the score cut to 1e-6 and 1 - 1e-6
     * (Platt 1999).
     *
     * @param slope above 0
     * @param fittedOn the images it was fitted on, in words; never test images
     */
    public record Calibration(double slope, double intercept, String fittedOn) {
        private static final double LEAST = 1e-6;

        public Calibration {
            if (!(slope > 0 && slope < Double.POSITIVE_INFINITY) || !Double.isFinite(intercept)) {
                throw new IllegalArgumentException(
                        "slope %s, intercept %s".formatted(slope, intercept));
            }
            requireNonNull(fittedOn, "fittedOn is null");
        }

        /**
         * The calibrated probability of abnormal, in (0, 1).
         *
         * @param score in [0, 1]
         */
        public double apply(double score) {
            double cut = Math.min(Math.max(score, LEAST), 1 - LEAST);
            double logit = Math.log(cut / (1 - cut));
            return 1 / (1 + Math.exp(-(slope * logit + intercept)));
        }
    }

    /**
     * When a patient is called abnormal: if at least a share of the images is.
     *
     * @param share of the patient's images that are called abnormal at the default operating point,
     *     in [0, 1]
     * @param rule that chose it, such as {@code youden}
     * @param chosenOn the patients that chose it, in words; never test patients
     */
    public record PatientCall(double share, String rule, String chosenOn) {
        public PatientCall {
            requireNonNull(rule, "rule is null");
            requireNonNull(chosenOn, "chosenOn is null");
        }
    }

    /**
     * How the network was trained.
     *
     * @param settings of the training
     * @param augmentation how training images were varied; empty for models from before it was
     *     recorded
     * @param bestEpoch whose weights the zip holds
     * @param validationAuc of that epoch; empty when validation had one class
     * @param images number of training images
     * @param patients number of training patients
     * @param seed of the initial weights and the order of the images
     * @param cohortFingerprint of the cohort it was trained on
     * @param splitFingerprint of what the split put into which part; empty for models from before
     *     it was recorded
     * @param splitUnit what the split kept whole; where it is the image, the patients of the
     *     validation and test images were trained on, and every figure of the model is too good
     * @param tuning how the settings were found; empty if they were given
     */
    public record Training(
            TrainingSettings settings,
            Optional<AugmentationSettings> augmentation,
            int bestEpoch,
            Optional<Double> validationAuc,
            int images,
            int patients,
            long seed,
            String cohortFingerprint,
            Optional<String> splitFingerprint,
            SplitUnit splitUnit,
            Optional<TuningSummary> tuning) {
        public Training {
            requireNonNull(settings, "settings is null");
            requireNonNull(augmentation, "augmentation is null");
            requireNonNull(validationAuc, "validationAuc is null");
            requireNonNull(cohortFingerprint, "cohortFingerprint is null");
            requireNonNull(splitFingerprint, "splitFingerprint is null");
            requireNonNull(splitUnit, "splitUnit is null");
            requireNonNull(tuning, "tuning is null");
        }
    }

    /** The same model with what the validation images chose. */
    public ModelMetadata withChoices(
            List<OperatingPoint> points,
            Optional<Calibration> fitted,
            Optional<PatientCall> patients) {
        return new ModelMetadata(
                schema, arm, views, classes, input, base, points, fitted, patients, training,
                synthetic, software);
    }

    /** The operating point of a rule; that of the first one if none is asked for. */
    public Optional<OperatingPoint> operatingPoint(Optional<String> rule) {
        return operatingPoints.stream()
                .filter(point -> rule.isEmpty() || point.rule().equals(rule.get()))
                .findFirst();
    }
}
