package io.podagra.cli.study;

import io.podagra.data.AtomicFiles;
import io.podagra.model.training.EpochResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A training's epochs on disk: {@code history.csv}, rewritten whole after each epoch. For a
 * listener, whose methods may not fail: what goes wrong is an {@link UncheckedIOException}.
 */
public final class HistoryFile {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator("\n")
                    .setHeader(
                            "epoch",
                            "training_loss",
                            "validation_loss",
                            "validation_auc",
                            "learning_rate",
                            "images_per_second",
                            "seconds",
                            "best")
                    .get();

    private final Path file;
    private final List<EpochResult> history = new ArrayList<>();

    public HistoryFile(Path file) {
        this.file = file;
    }

    /** Begins with the epochs of an earlier start, which may have died before their last row. */
    public void resume(List<EpochResult> before) {
        history.addAll(before);
        write();
    }

    /** Adds an epoch. */
    public void add(EpochResult result) {
        history.add(result);
        write();
    }

    private void write() {
        try {
            AtomicFiles.writeText(file, this::print);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void print(Appendable out) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, FORMAT);
        for (EpochResult result : history) {
            csv.printRecord(
                    result.epoch(),
                    number(result.trainingLoss()),
                    number(result.validationLoss()),
                    result.validationAuc().isPresent()
                            ? number(result.validationAuc().getAsDouble())
                            : "",
                    result.learningRate(),
                    String.format(Locale.ROOT, "%.1f", result.imagesPerSecond()),
                    String.format(Locale.ROOT, "%.1f", result.seconds()),
                    result.best());
        }
        csv.flush();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
