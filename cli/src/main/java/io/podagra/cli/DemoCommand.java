package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.study.Study;
import io.podagra.cli.study.StudyPage;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.data.phantom.PhantomSettings;
import io.podagra.model.Backend;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole study on a small synthetic cohort. */
@Command(
        name = "demo",
        description = {
            "Carry out the whole study on a small synthetic cohort.",
            "60 patients, three views, a short search for each network, both models, in minutes,"
                    + " with the page that shows the training."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private SettingsOptions options;
    @Mixin private PageOptions pageOptions;

    @Option(
            names = "--out",
            paramLabel = "RUN",
            description = "Folder for the run (default: runs/demo-DATE-TIME).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Backend.require();
        Progress progress = output.progress();
        StudySettings settings =
                options.settings(StudySettings.demo(), List.of(), pageOptions.overrides());
        RunFolder run = RunFolder.forNewRun(out.orElseGet(() -> NewRun.folder("demo")));
        Path cohort = run.path().resolve("cohort");
        PhantomCohort.write(
                cohort,
                PhantomSettings.demo().withSeed(settings.seed()),
                progress.stage("Drawing the synthetic cohort"));
        try (Study study = Study.begin(cohort, run, settings, progress)) {
            StudyRunner.run(
                    study,
                    run.path(),
                    settings,
                    progress,
                    spec.commandLine().getOut(),
                    this::keepOpen);
        }
        return 0;
    }

    /** A person who started the demo wants to look at the page; a script wants it to end. */
    private void keepOpen(StudyPage page) {
        PrintWriter out = spec.commandLine().getOut();
        page.address().ifPresent(address -> out.println("Page:    " + address));
        out.flush();
        if (page.address().isEmpty() || !Boolean.getBoolean("podagra.interactive")) {
            return;
        }
        out.println("The page stays up until you press Ctrl-C.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
