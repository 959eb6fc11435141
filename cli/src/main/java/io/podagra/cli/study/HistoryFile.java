package io.podagra.cli.study;

import io.podagra.data.AtomicFiles;
import io.podagra.model.training.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** An arm's epochs on disk: {@code history.csv}, rewritten whole after each epoch. */
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

    private HistoryFile() {}

    /** Writes every epoch so far. */
    public static void write(Path file, List<EpochResult> history) throws IOException {
        AtomicFiles.writeText(
                file,
                writer -> {
                    CSVPrinter csv = new CSVPrinter(writer, FORMAT);
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
                });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
