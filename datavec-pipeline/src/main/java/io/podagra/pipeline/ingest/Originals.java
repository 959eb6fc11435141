package io.podagra.pipeline.ingest;

import io.podagra.data.AtomicFiles;
import io.podagra.data.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The list of source files by their own names, with what became of them: for whoever corrects the
 * export. It tells of patients, so it is its owner's alone.
 */
final class Originals {
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private Originals() {}

    static void write(Path file, List<Outcome> outcomes) throws IOException {
        AtomicFiles.write(
                file,
                temporary -> {
                    Files.createFile(temporary, OwnerOnly.file(temporary));
                    try (CSVPrinter printer =
                            new CSVPrinter(Files.newBufferedWriter(temporary), CSV)) {
                        printer.printRecord("file", "status", "reason", "images");
                        for (Outcome outcome : outcomes) {
                            printer.printRecord(row(outcome));
                        }
                    }
                });
    }

    private static List<String> row(Outcome outcome) {
        String file = outcome.name().relative();
        if (outcome instanceof Outcome.Taken taken) {
            String images =
                    taken.pictures().stream()
                            .map(Outcome.Picture::id)
                            .collect(Collectors.joining(" "));
            return List.of(file, "taken", "", images);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return List.of(file, "quarantined", refused.reason().sentence(), "");
        }
        return List.of(file, "ignored", "is " + ((Outcome.Ignored) outcome).what(), "");
    }
}
