package io.podagra.cli;

import io.podagra.cli.settings.TrainingFractions;
import io.podagra.data.InvalidInputException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** On how many of the training patients the networks are trained as well. */
final class LearningCurveOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--learning-curve",
            split = ",",
            paramLabel = "FRACTION",
            description =
                    "Train every network on these fractions of its training patients too, such as"
                            + " 0.25,0.5, and the single model on as many images as a network of"
                            + " the multiple model has.")
    private List<Double> fractions = List.of();

    /** The option as a setting. */
    Map<String, String> overrides() {
        try {
            TrainingFractions given = new TrainingFractions(fractions);
            return given.wanted()
                    ? Map.of("learningCurve", given.fractions().toString())
                    : Map.of();
        } catch (InvalidInputException exception) {
            throw new ParameterException(
                    command.commandLine(),
                    "--learning-curve: " + exception.getMessage(),
                    exception);
        }
    }
}
