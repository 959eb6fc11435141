package io.podagra.cli;

import io.podagra.cli.predict.ImageFiles;
import io.podagra.cli.predict.Predictor;
import io.podagra.cli.terminal.Progress;
import io.podagra.data.AtomicFiles;
import io.podagra.data.ProgressListener;
import io.podagra.model.ImageClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Score images with an exported model.",
            "Prints CSV: image, score (probability of abnormal), call at the model's operating"
                + " point. An image that cannot be used has a row that says why, and the exit code"
                + " is then 1."
        },
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private OutputOptions output;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL.zip",
            description = "The model.")
    private Path model;

    @Option(names = "--out", paramLabel = "FILE.csv", description = "Write to this file.")
    private Optional<Path> out = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files or folders.")
    private List<Path> images;

    @Override
    public Integer call() throws IOException {
        output.configureLogging();
        if (out.isPresent() && Files.isDirectory(out.get())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out %s: is a folder; give the path of a file".formatted(out.get()));
        }
        List<Path> files = ImageFiles.find(images);
        Progress progress = output.progress();
        try (ImageClassifier classifier = ImageClassifier.load(model)) {
            if (classifier.metadata().synthetic()) {
                progress.say(Synthetic.MODEL);
            }
            Predictor predictor = new Predictor(classifier);
            int failed = predict(predictor, files, progress.stage("Scoring"));
            if (failed > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "podagra: %d of %d images could not be used; the column error says"
                                        + " why%n",
                                failed, files.size());
            }
            return failed > 0 ? Podagra.FAILURE : 0;
        }
    }

    private int predict(Predictor predictor, List<Path> files, ProgressListener progress)
            throws IOException {
        if (out.isEmpty()) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            return predictor.predict(files, standardOutput, progress);
        }
        int[] failed = new int[1];
        AtomicFiles.writeText(
                out.get(), writer -> failed[0] = predictor.predict(files, writer, progress));
        return failed[0];
    }
}
