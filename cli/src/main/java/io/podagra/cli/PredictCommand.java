package io.podagra.cli;

import io.podagra.cli.predict.ExplanationFolder;
import io.podagra.cli.predict.GivenImage;
import io.podagra.cli.predict.ImageFiles;
import io.podagra.cli.predict.PatientCalls;
import io.podagra.cli.predict.PredictionOutput;
import io.podagra.cli.predict.Predictor;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.AtomicFiles;
import io.podagra.data.View;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.ClassifierSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores images with an exported model. */
@Command(
        name = "predict",
        description = {
            "Score images with an exported model or bundle.",
            "Writes a row for each image: score (the network's output for abnormal), calibrated"
                + " probability, call at the operating point. An image that cannot be used has a"
                + " row that says why, and the exit code is then 1. Of a DICOM file frames are"
                + " taken, cut to the regions that show tissue."
        },
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL.zip",
            description = "The model, or a bundle with a model for each view.")
    private Path model;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file; its end, .csv or .jsonl, tells the format.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: csv).")
    private Optional<PredictionOutput.Format> format = Optional.empty();

    @Option(
            names = "--list",
            paramLabel = "FILE.csv",
            description =
                    "A table of images to score: image (relative to it), and where known view and"
                            + " patient_id.")
    private Optional<Path> list = Optional.empty();

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "View of the images whose view nothing else tells.")
    private Optional<String> view = Optional.empty();

    @Option(
            names = "--operating-point",
            paramLabel = "RULE",
            description =
                    "Operating point of the calls, such as youden or sensitivity-0.9; inspect"
                            + " lists a model's (default: its first).")
    private Optional<String> operatingPoint = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "WHICH",
            description =
                    "Frames of a DICOM file with several: first, all, or N for every N-th"
                            + " (default: first).")
    private String frames = "first";

    @Option(
            names = "--patients",
            paramLabel = "FILE.csv",
            description =
                    "Also write a call for each patient, where a table or manifest tells whose the"
                            + " images are.")
    private Optional<Path> patients = Optional.empty();

    @Option(
            names = "--explain",
            paramLabel = "DIR",
            description =
                    "Also write a picture of each image to this folder that shows where it speaks"
                            + " for abnormal; takes many times as long.")
    private Optional<Path> explain = Optional.empty();

    @Parameters(
            arity = "0..*",
            paramLabel = "IMAGE",
            description = "Image or DICOM files, or folders of them.")
    private List<Path> images = List.of();

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        requireFile("--out", out);
        requireFile("--patients", patients);
        requireFolder();
        List<GivenImage> files = files();
        ClassifierSettings settings =
                new ClassifierSettings(operatingPoint, FramesOption.parse(frames, spec));
        Progress progress = output.progress();
        try (Classifier classifier = Classifier.load(model, settings)) {
            if (classifier.synthetic()) {
                progress.say(Synthetic.MODEL);
            }
            sayAssumptions(classifier);
            PatientCalls calls = new PatientCalls();
            Optional<ExplanationFolder> explanations = explanations(classifier);
            Predictor.Counts counts = predict(classifier, files, calls, explanations, progress);
            sayUnexplained(explanations);
            writePatients(classifier, calls);
            if (counts.unusable() > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "podagra: %d of %d images could not be used; the column error says"
                                        + " why%n",
                                counts.unusable(), counts.rows());
            }
            return counts.unusable() > 0 ? Podagra.FAILURE : 0;
        }
    }

    private List<GivenImage> files() throws IOException {
        if (images.isEmpty() && list.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "no images are given; name files or folders, or a --list");
        }
        List<GivenImage> files = new ArrayList<>();
        if (list.isPresent()) {
            files.addAll(ImageFiles.listed(list.get()));
        }
        files.addAll(ImageFiles.find(images));
        Optional<String> known = view.map(this::viewName);
        return files.stream().map(image -> image.orOfView(known)).toList();
    }

    private String viewName(String name) {
        try {
            return new View(name).name();
        } catch (IllegalArgumentException exception) {
            throw new ParameterException(spec.commandLine(), "--view " + exception.getMessage());
        }
    }

    private void sayAssumptions(Classifier classifier) {
        classifier.models().stream()
                .flatMap(use -> use.assumptions().stream())
                .distinct()
                .forEach(
                        assumption ->
                                spec.commandLine().getErr().println("podagra: " + assumption));
    }

    private Predictor.Counts predict(
            Classifier classifier,
            List<GivenImage> files,
            PatientCalls calls,
            Optional<ExplanationFolder> explanations,
            Progress progress)
            throws IOException {
        if (out.isEmpty()) {
            PredictionOutput rows =
                    format.orElse(PredictionOutput.Format.CSV).on(spec.commandLine().getOut());
            return new Predictor(classifier, rows, calls, explanations)
                    .predict(files, progress.stage("Scoring"));
        }
        AtomicReference<Predictor.Counts> counts = new AtomicReference<>();
        AtomicFiles.writeText(
                out.get(),
                writer ->
                        counts.set(
                                new Predictor(
                                                classifier,
                                                formatOf(out.get()).on(writer),
                                                calls,
                                                explanations)
                                        .predict(files, progress.stage("Scoring"))));
        return counts.get();
    }

    private PredictionOutput.Format formatOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return format.orElse(
                name.endsWith(".jsonl") || name.endsWith(".ndjson")
                        ? PredictionOutput.Format.JSONL
                        : PredictionOutput.Format.CSV);
    }

    private void writePatients(Classifier classifier, PatientCalls calls) throws IOException {
        if (patients.isEmpty()) {
            return;
        }
        Optional<PatientCall> rule = classifier.patientCall();
        if (rule.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "podagra: the model has no rule for patients at this operating point;"
                                    + " shares are written, and no calls");
        }
        calls.write(patients.get(), rule, classifier.synthetic());
    }

    private Optional<ExplanationFolder> explanations(Classifier classifier) throws IOException {
        return explain.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExplanationFolder(explain.get(), classifier));
    }

    private void sayUnexplained(Optional<ExplanationFolder> explanations) {
        explanations
                .map(ExplanationFolder::without)
                .filter(images -> images > 0)
                .ifPresent(
                        images ->
                                spec.commandLine()
                                        .getErr()
                                        .printf(
                                                "podagra: %d images have no picture in %s: their"
                                                        + " network is no ResNet-50 of Podagra's%n",
                                                images, explain.orElseThrow()));
    }

    private void requireFolder() {
        if (explain.isPresent()
                && Files.exists(explain.get())
                && !Files.isDirectory(explain.get())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--explain %s: is a file; give the path of a folder".formatted(explain.get()));
        }
    }

    private void requireFile(String option, Optional<Path> file) {
        if (file.isPresent() && Files.isDirectory(file.get())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s %s: is a folder; give the path of a file".formatted(option, file.get()));
        }
    }
}
