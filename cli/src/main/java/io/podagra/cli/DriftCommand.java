package io.podagra.cli;

import io.podagra.cli.drift.Drift;
import io.podagra.cli.drift.DriftComparison;
import io.podagra.cli.drift.DriftReport;
import io.podagra.cli.drift.DriftSummary;
import io.podagra.cli.drift.ImageObserver;
import io.podagra.cli.drift.NewImage;
import io.podagra.cli.drift.Verdict;
import io.podagra.cli.terminal.Printable;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.InvalidInputException;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ModelArchive;
import io.podagra.model.deployment.Bundle;
import io.podagra.model.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether images are like those that a model was trained and validated on. */
@Command(
        name = "drift",
        description = {
            "Tell whether images are like those that a model was trained and validated on.",
            "Compares size, brightness, sharpness, devices, scores and features, patient by"
                    + " patient, and says: same, shifted (how), or too few to tell. Labels are not"
                    + " looked at.",
            "Give images of 40 new patients or more: on synthetic images devices that the model"
                    + " never saw, and nobody named, were found in 84 %% of the comparisons of 20"
                    + " patients, and in all of 40. Where the table names devices, three"
                    + " patients were enough.",
            "An image that cannot be used is left out, and the exit code is then 1."
        },
        mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Parameters(
            index = "0",
            paramLabel = "MODEL.zip",
            description = "A model of a study; no bundle.")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "COHORT",
            description =
                    "Folder that holds manifest.csv, or a table with the columns image and"
                            + " patient_id, and where known view and device. Of a DICOM file the"
                            + " first frame is taken, cut to the regions that show tissue as"
                            + " ingest cuts it.")
    private Path cohort;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write drift.html, with pictures, and drift.json into this folder.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--fail-on-shift",
            description = "End with exit code 1 if the images have shifted.")
    private boolean failOnShift;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        Progress progress = output.progress();
        Fingerprint fingerprint = fingerprint();
        List<NewImage> all = NewImage.read(cohort);
        List<NewImage> images = ofKnownViews(all, fingerprint);
        ImageObserver.Observed observed;
        try (ImageClassifier classifier = ImageClassifier.load(model)) {
            observed =
                    new ImageObserver(classifier)
                            .observe(images, progress.stage("Looking at images"));
        }
        Drift drift = DriftComparison.of(fingerprint, observed.images());
        boolean synthetic =
                fingerprint.synthetic() || images.stream().anyMatch(NewImage::synthetic);
        PrintWriter standardOutput = spec.commandLine().getOut();
        if (synthetic) {
            standardOutput.println(Synthetic.DATA);
        }
        sayLeftOut(all.size() - images.size(), observed);
        standardOutput.print(DriftSummary.of(drift));
        if (out.isPresent()) {
            DriftReport.write(out.get(), drift, model.getFileName().toString(), synthetic);
            standardOutput.println("Report:  " + out.get().resolve(DriftReport.PAGE_FILE));
            standardOutput.println("Data:    " + out.get().resolve(DriftReport.JSON_FILE));
        }
        standardOutput.flush();
        boolean failed = failOnShift && drift.verdict() instanceof Verdict.Shifted;
        return failed || !observed.unusable().isEmpty() ? Podagra.FAILURE : 0;
    }

    private Fingerprint fingerprint() {
        try (ModelArchive archive = ModelArchive.open(model)) {
            Bundle.of(archive).ifPresent(this::refuse);
            return Fingerprint.read(archive)
                    .orElseThrow(
                            () ->
                                    new InvalidInputException(
                                            "%s: has no fingerprint of its images; give a model that a study of this release trained"
                                                    .formatted(model)));
        }
    }

    private void refuse(Bundle bundle) {
        throw new InvalidInputException(
                "%s: is a bundle of a model for each view (%s), and images are compared with one model; give the model.zip of one view, as the run has it, or what export --arm VIEW writes"
                        .formatted(
                                model,
                                bundle.models().stream()
                                        .map(Bundle.Entry::view)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    /** A network for one view has nothing to say about others. */
    private List<NewImage> ofKnownViews(List<NewImage> images, Fingerprint fingerprint) {
        List<NewImage> known =
                images.stream()
                        .filter(
                                image ->
                                        image.view().isEmpty()
                                                || fingerprint.views().contains(image.view().get()))
                        .toList();
        if (known.isEmpty()) {
            throw new InvalidInputException(
                    "%s: no image is of a view that the model is for (%s); give the model of the view"
                            .formatted(cohort, String.join(", ", fingerprint.views())));
        }
        return known;
    }

    private void sayLeftOut(int ofOtherViews, ImageObserver.Observed observed) {
        PrintWriter err = spec.commandLine().getErr();
        if (ofOtherViews > 0) {
            err.println(
                    "podagra: %,d images of views that the model is not for are left out"
                            .formatted(ofOtherViews));
        }
        if (!observed.unusable().isEmpty()) {
            err.println(
                    "podagra: %,d images cannot be used and are left out; the first: %s"
                            .formatted(
                                    observed.unusable().size(),
                                    Printable.of(observed.unusable().get(0))));
        }
    }
}
