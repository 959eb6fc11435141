package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.Study;
import io.podagra.cli.terminal.Progress;
import io.podagra.model.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Carries out the study on a cohort. */
@Command(
        name = "study",
        description = {
            "Carry out the whole study on a cohort.",
            "Splits it, by patients unless told otherwise, tunes and trains the single model and"
                    + " the multiple model, chooses the operating points on validation images,"
                    + " evaluates on test images, and writes models, metrics and a report."
        },
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private RunOptions options;
    @Mixin private LearningCurveOption learningCurve;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "Folder for everything the run produces; must not exist or be empty.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Backend.require();
        Progress progress = output.progress();
        StudySettings settings = options.settings(out, learningCurve.overrides());
        try (Study study = options.study(out, settings, progress)) {
            StudyRunner.run(study, out, settings, progress, spec.commandLine().getOut());
        }
        return 0;
    }
}
