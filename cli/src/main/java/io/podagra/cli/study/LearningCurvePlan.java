package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.InvalidInputException;
import io.podagra.data.NestedSubsets;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.eval.LearningCurve.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of the training patients that the networks are trained on once more, and the part that
 * gives the single model as many images as a network of the multiple model has.
 *
 * @param wanted whether there is to be a learning curve
 * @param parts fractions in ascending order, then the equal-n part; the whole is none of them
 */
record LearningCurvePlan(boolean wanted, List<TrainingPart> parts) {
    private static final String EQUAL_N = "equal-n";

    /**
     * A part of the training patients.
     *
     * @param name of its folder, such as {@code 0.25}
     * @param arms that are trained on it
     */
    record TrainingPart(Kind kind, String name, NestedSubsets.Subset subset, List<Arm> arms) {
        TrainingPart {
            arms = List.copyOf(arms);
        }
    }

    LearningCurvePlan {
        parts = List.copyOf(parts);
    }

    /**
     * Nothing is read for it but the split: what cannot be trained is refused before anything is.
     *
     * @param arms of the study, the single model first
     * @throws InvalidInputException naming each fraction, view and class that a part would lack
     */
    static LearningCurvePlan of(StudySettings settings, Split split, List<Arm> arms) {
        if (!settings.learningCurve().wanted()) {
            return new LearningCurvePlan(false, List.of());
        }
        NestedSubsets subsets =
                NestedSubsets.of(
                        split.images(Part.TRAIN), settings.split().unit(), settings.seed());
        List<TrainingPart> parts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (double fraction : settings.learningCurve().belowOne()) {
            try {
                parts.add(
                        new TrainingPart(
                                Kind.FRACTION,
                                BigDecimal.valueOf(fraction).toPlainString(),
                                subsets.fraction(fraction),
                                arms));
            } catch (InvalidInputException exception) {
                exception.problems().forEach(problem -> problems.add("learningCurve: " + problem));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        int views = arms.size() - 1;
        if (views > 1) { // with one view both methods have the same images anyway
            int average = Math.round((float) split.images(Part.TRAIN).size() / views);
            parts.add(
                    new TrainingPart(
                            Kind.EQUAL_N, EQUAL_N, subsets.nearest(average), List.of(Arm.SINGLE)));
        }
        return new LearningCurvePlan(true, parts);
    }

    /** The trainings that it takes, in order. */
    List<ArmWork> works(RunFolder run) {
        return parts.stream()
                .flatMap(part -> part.arms().stream().map(arm -> ArmWork.part(arm, part, run)))
                .toList();
    }
}
