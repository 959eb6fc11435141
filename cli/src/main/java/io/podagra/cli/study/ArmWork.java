package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.Part;
import io.podagra.data.Split;
import java.util.List;
import java.util.Optional;

/**
 * One training: of which arm, on which images, and where its files are.
 *
 * @param arm as listeners know it
 * @param origin the study's arm whose settings and seed it has; {@code arm} itself for the final
 *     training
 * @param part of the training patients, by its name; empty for the final training, on all of them
 * @param images to train on
 * @param folder for history, scores and, of the final training, the model
 */
record ArmWork(
        Arm arm, Arm origin, Optional<String> part, List<CohortImage> images, ArmFolder folder) {
    ArmWork {
        images = List.copyOf(images);
    }

    /** The final training of an arm, on all of its training images. */
    static ArmWork whole(Arm arm, Split split, RunFolder run) {
        return new ArmWork(
                arm, arm, Optional.empty(), arm.images(split, Part.TRAIN), run.folder(arm));
    }

    /** An arm's training on a part of the training patients, whose model nobody needs. */
    static ArmWork part(Arm arm, LearningCurvePlan.TrainingPart part, RunFolder run) {
        return new ArmWork(
                new Arm(arm.name() + " at " + part.name(), arm.view()),
                arm,
                Optional.of(part.name()),
                arm.among(part.subset().images()),
                run.folder(part.name(), arm));
    }

    /** Whether this is the training whose model is kept. */
    boolean isFinal() {
        return part.isEmpty();
    }
}
