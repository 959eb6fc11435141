package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.study.Study;
import io.podagra.cli.study.StudyPage;
import io.podagra.cli.study.TuningWords;
import io.podagra.cli.terminal.Progress;
import io.podagra.model.Backend;
import io.podagra.model.tuning.TuningSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds the settings of one arm. */
@Command(
        name = "tune",
        description = {
            "Find the settings that one network is best trained with.",
            "Splits the cohort as a study would, and searches on the training patients alone."
                    + " 'podagra study --resume' goes on with the run: it tunes the other networks,"
                    + " trains and evaluates them all."
        },
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private RunOptions options;

    @Option(
            names = "--arm",
            required = true,
            paramLabel = "ARM",
            description = "The network: single, or a view of the cohort.")
    private String arm;

    @Option(
            names = "--out",
            paramLabel = "RUN",
            description = "Folder for the run (default: runs/tune-DATE-TIME).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Backend.require();
        Progress progress = output.progress();
        if (options.resumes() && out.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--resume goes on with a run; give its folder by --out");
        }
        Path folder = out.orElseGet(() -> NewRun.folder("tune"));
        StudySettings settings = options.settings(folder);
        if (!settings.tuning().enabled()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "tuning.enabled is false, and there is nothing else to do; set it to true");
        }
        options.requireArm(arm);
        RunFolder run = new RunFolder(folder);
        try (Study study = options.study(folder, settings, progress);
                StudyPage page = StudyPage.open(run, study, settings.ui(), progress)) {
            if (study.synthetic()) {
                progress.say(Synthetic.DATA);
            }
            page.link("/trials")
                    .ifPresent(address -> progress.announce("Watch the trials: " + address));
            TuningSummary summary = study.tune(arm, page);
            print(summary, study.synthetic(), run);
        }
        return 0;
    }

    private void print(TuningSummary summary, boolean synthetic, RunFolder run) {
        PrintWriter standardOutput = spec.commandLine().getOut();
        if (synthetic) {
            standardOutput.println(Synthetic.DATA);
        }
        standardOutput.print(TuningWords.table(arm, summary));
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("Trials", run.path().resolve(arm).resolve("trials.csv"));
        files.put("Choice", run.path().resolve(arm).resolve("tuning.json"));
        files.forEach((name, file) -> standardOutput.printf("%-8s %s%n", name + ":", file));
        standardOutput.println("Replay:  podagra ui " + run.path());
        standardOutput.flush();
    }
}
