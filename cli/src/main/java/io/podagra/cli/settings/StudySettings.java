package io.podagra.cli.settings;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.podagra.data.SplitSettings;
import io.podagra.eval.EvaluationSettings;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import java.util.List;

/**
 * Every setting of a study. Each section is the record of the module that it sets, or one that
 * makes it; the YAML keys are the records' components. One seed serves all sections.
 *
 * @param base what the networks begin with: {@code random}, {@code podagra}, {@code keras}, {@code
 *     radimagenet}, {@code torchvision}, or the path of a file of weights
 * @param learningCurve parts of the training patients that the networks are trained on as well
 */
public record StudySettings(
        long seed,
        String base,
        SplitSection split,
        ImageSettings image,
        AugmentationSettings augmentation,
        TrainingSettings training,
        TuningSettings tuning,
        @JsonSetter(nulls = Nulls.FAIL) TrainingFractions learningCurve,
        EvaluationSettings evaluation,
        InterfaceSettings ui) {
    /** The base of a study that begins at random. */
    public static final String RANDOM_BASE = "random";

    /** The base that Podagra ships. */
    public static final String SHIPPED_BASE = "podagra";

    /** What a study uses where the user says nothing. */
    public static StudySettings defaults() {
        return new StudySettings(
                42,
                SHIPPED_BASE,
                SplitSection.defaults(),
                ImageSettings.defaults().withNormalisation(Normalisation.AUTO),
                AugmentationSettings.defaults(),
                TrainingSettings.defaults(),
                TuningSettings.defaults(),
                TrainingFractions.NONE,
                EvaluationSettings.defaults(),
                new InterfaceSettings(true, "127.0.0.1", 9000, 10, true));
    }

    /**
     * How the cohort is divided.
     *
     * @throws io.podagra.data.InvalidInputException if there are folds and none is chosen
     */
    public SplitSettings splitSettings() {
        return split.settings(seed);
    }

    /** How the cohort is divided, once for each fold if there are folds and none is chosen. */
    public List<SplitSettings> eachSplit() {
        return split.each(seed);
    }

    /**
     * The defaults, with fewer epochs and a short search, for a small synthetic cohort in minutes
     * on two cores.
     */
    public static StudySettings demo() {
        StudySettings defaults = defaults();
        return new StudySettings(
                defaults.seed,
                defaults.base,
                defaults.split,
                // Padded, the phantom's wide images would keep half of so few rows.
                ImageSettings.stretched(defaults.image.size())
                        .withNormalisation(Normalisation.AUTO),
                defaults.augmentation,
                TrainingSettings.defaults().withEpochs(6, 6),
                TuningSettings.defaults().withTrials(6, 1, new TuningSettings.Repeats(1, 1)),
                defaults.learningCurve,
                defaults.evaluation,
                defaults.ui);
    }

    /** What base weights of Podagra's own are trained with. */
    public static StudySettings pretraining() {
        StudySettings defaults = defaults();
        return new StudySettings(
                defaults.seed,
                RANDOM_BASE,
                defaults.split,
                ImageSettings.stretched(defaults.image.size()),
                defaults.augmentation,
                TrainingSettings.pretraining(),
                defaults.tuning.disabled(),
                defaults.learningCurve,
                defaults.evaluation,
                defaults.ui);
    }

    /** The same with the normalisation that the base weights were trained on, if none was given. */
    public StudySettings normalisedFor(Normalisation base) {
        return image.normalisation() == Normalisation.AUTO
                ? with(this.base, image.withNormalisation(base), augmentation, tuning)
                : this;
    }

    /** The same with another base. */
    public StudySettings withBase(String other) {
        return with(other, image, augmentation, tuning);
    }

    /** The same with training images varied in another way. */
    public StudySettings withAugmentation(AugmentationSettings other) {
        return with(base, image, other, tuning);
    }

    /** The same, tuned in another way. */
    public StudySettings withTuning(TuningSettings other) {
        return with(base, image, augmentation, other);
    }

    /** Epochs of a trial in full; where they are searched, the most. */
    public int mostTrialEpochs() {
        Parameter epochs = tuning.space().parameters().get("training.epochs");
        return epochs == null
                ? training.epochs()
                : epochs.extremes().stream()
                        .mapToInt(value -> Integer.parseInt(String.valueOf(value)))
                        .max()
                        .orElseThrow();
    }

    private StudySettings with(
            String otherBase,
            ImageSettings otherImage,
            AugmentationSettings otherAugmentation,
            TuningSettings otherTuning) {
        return new StudySettings(
                seed,
                otherBase,
                split,
                otherImage,
                otherAugmentation,
                training,
                otherTuning,
                learningCurve,
                evaluation,
                ui);
    }
}
