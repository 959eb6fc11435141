package io.podagra.cli;

import io.podagra.cli.export.ModelDossier;
import io.podagra.cli.retrain.OldAgainstNew;
import io.podagra.cli.retrain.Retraining;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.OldModel;
import io.podagra.cli.study.RunFolder;
import io.podagra.cli.study.Study;
import io.podagra.cli.study.StudyPage;
import io.podagra.cli.study.TuningWords;
import io.podagra.cli.terminal.Progress;
import io.podagra.eval.StudyMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Runs a study with its page, and says what came out. */
final class StudyRunner {
    private StudyRunner() {}

    static void run(
            Study study,
            Path out,
            StudySettings settings,
            Progress progress,
            PrintWriter standardOutput)
            throws IOException {
        run(study, out, settings, progress, standardOutput, page -> {});
    }

    /** What to do with the page once the study is done, before it goes away. */
    @FunctionalInterface
    interface Afterwards {
        void accept(StudyPage page);
    }

    static void run(
            Study study,
            Path out,
            StudySettings settings,
            Progress progress,
            PrintWriter standardOutput,
            Afterwards afterwards)
            throws IOException {
        if (study.synthetic()) {
            progress.say(Synthetic.DATA);
        }
        RunFolder run = new RunFolder(out);
        try (StudyPage page = StudyPage.open(run, study, settings.ui(), progress)) {
            page.link("/")
                    .ifPresent(address -> progress.announce("Watch the training: " + address));
            StudyMetrics metrics = study.run(page);
            ModelDossier.write(run, study.arms());
            standardOutput.print(Summary.of(metrics, study.synthetic(), study.notices()));
            study.tunings()
                    .forEach(
                            (arm, summary) ->
                                    standardOutput.print(TuningWords.table(arm.name(), summary)));
            standardOutput.println("Report:  " + run.evaluation().resolve("report.html"));
            standardOutput.println("Metrics: " + run.evaluation().resolve("metrics.json"));
            study.arms().forEach(arm -> standardOutput.println("Model:   " + run.model(arm)));
            standardOutput.println("Replay:  podagra ui " + run.path());
            standardOutput.flush();
            if (study.oldModel().isPresent()) {
                standardOutput.print(
                        comparison(study, study.oldModel().get(), run, settings, progress));
                standardOutput.flush();
            }
            afterwards.accept(page);
        }
    }

    private static String comparison(
            Study study, OldModel old, RunFolder run, StudySettings settings, Progress progress)
            throws IOException {
        double margin = settings.evaluation().equivalenceMargin();
        return new Retraining(run, study.cohort(), study.split(), margin)
                .compare(old, progress.stage("Scoring with the old model"))
                .map(OldAgainstNew::toText)
                .orElse(
                        "The base is a model of no view of this cohort: there is nothing to compare"
                                + " the new ones with."
                                + System.lineSeparator());
    }
}
