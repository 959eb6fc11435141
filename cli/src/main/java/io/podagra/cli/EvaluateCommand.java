package io.podagra.cli;

import io.podagra.cli.settings.SettingsFile;
import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.study.CohortThumbnails;
import io.podagra.cli.study.ContextFile;
import io.podagra.cli.study.ExplainedPictures;
import io.podagra.cli.study.RunFolder;
import io.podagra.data.Cohort;
import io.podagra.eval.EvaluationInput;
import io.podagra.eval.ImageAttributes;
import io.podagra.eval.Method;
import io.podagra.eval.OperatingPoints;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.StudyEvaluation;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.report.EvaluationReport;
import io.podagra.eval.report.Language;
import io.podagra.eval.report.ReportContext;
import io.podagra.eval.report.Thumbnails;
import io.podagra.model.Backend;
import io.podagra.model.BackendUnavailableException;
import io.podagra.pipeline.ImageSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Metrics, report and figures from scores alone. Networks are loaded for the pictures of a run's
 * worst errors only, where its cohort is given.
 */
@Command(
        name = "evaluate",
        description = {
            "Compute metrics, report and figures from scores alone.",
            "The columns are image_id,patient_id,view,label,score_single,score_multiple; label is 1"
                    + " (abnormal) or 0, a score is a probability of abnormal."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;
    @Mixin private SettingsOptions options;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--validation",
            paramLabel = "FILE.csv",
            description =
                    "Scores of validation images, in the same form, to choose the operating points"
                            + " on.")
    private Optional<Path> validation = Optional.empty();

    @Option(
            names = "--threshold",
            paramLabel = "METHOD=T",
            description = "An operating point decided elsewhere, such as single=0.4.")
    private Map<String, Double> thresholds = Map.of();

    @Option(
            names = "--cohort",
            paramLabel = "DIR",
            description =
                    "The images' cohort: its manifest's columns make subgroups, and the report"
                            + " shows the worst errors' pictures, with --run also where they speak"
                            + " for abnormal. Without it, subgroups are made of further columns of"
                            + " the scores.")
    private Optional<Path> cohort = Optional.empty();

    @Option(
            names = "--prevalence",
            paramLabel = "P",
            description =
                    "Share of abnormal images where the model is to be used, for predictive values"
                            + " and decision curves (default: that of the test images).")
    private Optional<Double> prevalence = Optional.empty();

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            description = "Language of the report: ${COMPLETION-CANDIDATES} (default: en).",
            converter = LanguageConverter.class,
            completionCandidates = LanguageConverter.Words.class)
    private Language language = Language.EN;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results (with --run: its eval folder).")
    private Optional<Path> out = Optional.empty();

    /** Where the scores are. */
    static final class Source {
        @Option(
                names = "--scores",
                required = true,
                paramLabel = "FILE.csv",
                description = "Scores of test images.")
        private Optional<Path> scores = Optional.empty();

        @Option(names = "--run", required = true, paramLabel = "RUN", description = "A run folder.")
        private Optional<Path> run = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Optional<RunFolder> run = source.run.map(RunFolder::ofExistingRun);
        Path folder =
                out.or(() -> run.map(RunFolder::evaluation))
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "--out DIR is missing; --scores needs a folder for"
                                                        + " the results"));
        StudySettings settings =
                options.settings(
                        StudySettings.defaults(),
                        run.map(RunFolder::settings).stream().toList(),
                        overrides());
        Optional<Cohort> images = cohort.map(Cohort::read);
        ScoreTable test = test(run, images);
        Optional<ScoreTable> others = validation(run);
        StudyMetrics metrics =
                StudyEvaluation.of(
                        new EvaluationInput(
                                test,
                                others,
                                operatingPoints(others),
                                settings.evaluation(),
                                run.flatMap(RunFolder::learningCurve)));
        List<String> cautions = new ArrayList<>(SharedPatients.caution(test, others));
        run.flatMap(earlier -> changedMargin(earlier, settings)).ifPresent(cautions::add);
        ReportContext context = context(run, metrics).withCautions(cautions);
        Report report =
                pictures ->
                        EvaluationReport.write(folder, metrics, test, context, language, pictures);
        write(report, run, images, settings.image());
        PrintWriter standardOutput = spec.commandLine().getOut();
        standardOutput.print(Summary.of(metrics, context.synthetic(), context.notices()));
        standardOutput.println("Report:  " + folder.resolve("report.html"));
        standardOutput.println("Metrics: " + folder.resolve("metrics.json"));
        return 0;
    }

    /** Writes the report with pictures. */
    @FunctionalInterface
    private interface Report {
        void write(Thumbnails pictures) throws IOException;
    }

    private void write(
            Report report, Optional<RunFolder> run, Optional<Cohort> images, ImageSettings settings)
            throws IOException {
        if (run.isPresent() && images.isPresent() && canLoadNetworks()) {
            try (ExplainedPictures pictures =
                    ExplainedPictures.of(images.get(), settings, run.get())) {
                report.write(pictures);
            }
        } else {
            report.write(images.<Thumbnails>map(CohortThumbnails::of).orElse(Thumbnails.none()));
        }
    }

    /** Scores are evaluated where no network can be, and what is missing there is said. */
    private boolean canLoadNetworks() {
        try {
            Backend.require();
            return true;
        } catch (BackendUnavailableException exception) {
            output.progress()
                    .announce(
                            "WARNING: the report is without what speaks for abnormal in the worst"
                                    + " errors: "
                                    + exception.getMessage());
            return false;
        }
    }

    private Map<String, String> overrides() {
        prevalence
                .filter(share -> !(share > 0 && share < 1))
                .ifPresent(
                        share -> {
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "--prevalence %s: a share between 0 and 1 is expected"
                                            .formatted(share));
                        });
        return prevalence
                .map(share -> Map.of("evaluation.operating.prevalence", share.toString()))
                .orElse(Map.of());
    }

    /** A margin that is not the run's was chosen when its results could be known. */
    private static Optional<String> changedMargin(RunFolder run, StudySettings settings) {
        double recorded =
                SettingsFile.read(StudySettings.defaults(), List.of(run.settings()), Map.of())
                        .evaluation()
                        .equivalenceMargin();
        double now = settings.evaluation().equivalenceMargin();
        return recorded == now
                ? Optional.empty()
                : Optional.of(
                        "The margin of ±%s was set after the study, which was begun with ±%s."
                                .formatted(now, recorded));
    }

    private ScoreTable test(Optional<RunFolder> run, Optional<Cohort> images) {
        ScoreTable test =
                ScoreTable.read(source.scores.orElseGet(() -> run.orElseThrow().testScores()));
        if (images.isPresent()) {
            SameImages.require(test, images.get());
            return test.with(ImageAttributes.of(images.get()));
        }
        return run.map(RunFolder::attributes)
                .filter(Files::exists)
                .map(file -> test.with(ImageAttributes.read(file)))
                .orElse(test);
    }

    /** Also where thresholds are given, since calibrations are fitted on them. */
    private Optional<ScoreTable> validation(Optional<RunFolder> run) {
        return validation.or(() -> run.map(RunFolder::validationScores)).map(ScoreTable::read);
    }

    private OperatingPoints operatingPoints(Optional<ScoreTable> others) {
        if (!thresholds.isEmpty()) {
            if (validation.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(), "give either --threshold or --validation, not both");
            }
            return OperatingPoints.fixed(byMethod(), "Given on the command line.");
        }
        return others.map(OperatingPoints::fromValidation).orElseGet(OperatingPoints::conventional);
    }

    private Map<Method, Double> byMethod() {
        Map<Method, Double> byMethod = new EnumMap<>(Method.class);
        thresholds.forEach(
                (word, threshold) -> {
                    if (!(threshold >= 0 && threshold <= 1)) {
                        throw new ParameterException(
                                spec.commandLine(),
                                "--threshold %s=%s: a threshold is from 0 to 1"
                                        .formatted(word, threshold));
                    }
                    byMethod.put(method(word), threshold);
                });
        return byMethod;
    }

    private Method method(String word) {
        for (Method method : Method.values()) {
            if (method.word().equals(word)) {
                return method;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "--threshold %s: there is no such method; there are single and multiple"
                        .formatted(word));
    }

    /** A run's report keeps the cautions and facts that the study gave it. */
    private static ReportContext context(Optional<RunFolder> run, StudyMetrics metrics)
            throws IOException {
        if (run.isPresent() && Files.exists(run.get().context())) {
            return ContextFile.read(run.get().context());
        }
        return new ReportContext(
                "Evaluation of scores",
                metrics.synthetic(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty());
    }
}
