package io.podagra.cli.drift;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Cohort;
import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import io.podagra.data.SyntheticMark;
import io.podagra.model.fingerprint.ObservedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image to be compared. Nobody needs to have labelled it.
 *
 * @param file where it is
 * @param patient whose it is
 * @param view its name; empty if nobody says
 * @param device that took it; empty if nobody says
 * @param synthetic whether the phantom drew it
 */
public record NewImage(
        Path file,
        String patient,
        Optional<String> view,
        Optional<String> device,
        boolean synthetic) {
    private static final String IMAGE = "image";
    private static final String PATIENT = "patient_id";
    private static final String VIEW = "view";

    public NewImage {
        requireNonNull(file, "file is null");
        requireNonNull(patient, "patient is null");
        requireNonNull(view, "view is null");
        requireNonNull(device, "device is null");
    }

    /**
     * The images of a manifest, or of any table with the columns {@code image} (relative to it) and
     * {@code patient_id}, and where they are known {@code view} and {@code device}. Labels are not
     * looked at. A file that is not there is found out when its turn comes.
     *
     * @param location the table, or the folder that holds {@value Cohort#MANIFEST}
     * @throws InvalidInputException naming every row that cannot be used
     */
    public static List<NewImage> read(Path location) throws IOException {
        Path table = Files.isDirectory(location) ? location.resolve(Cohort.MANIFEST) : location;
        if (!Files.isRegularFile(table)) {
            throw new InvalidInputException(
                    "%s: there is no such table; give a cohort's folder, or a table with the columns image and patient_id"
                            .formatted(table));
        }
        Problems problems = new Problems(table);
        CsvTable rows = CsvTable.read(table, List.of(IMAGE, PATIENT), problems);
        List<NewImage> images = new ArrayList<>();
        for (CsvTable.Row row : rows.rows()) {
            of(table, row, problems).ifPresent(images::add);
        }
        problems.throwIfAny();
        return List.copyOf(images);
    }

    private static Optional<NewImage> of(Path table, CsvTable.Row row, Problems problems) {
        Path file = table.resolveSibling(row.get(IMAGE).replace('\\', '/'));
        if (row.get(IMAGE).isBlank()) {
            problems.add(row, IMAGE, "is empty; give a path from the table's folder");
            return Optional.empty();
        }
        if (row.get(PATIENT).isEmpty()) {
            problems.add(row, PATIENT, "is empty; images of one patient do not count as several");
            return Optional.empty();
        }
        Map<String, String> values = row.values();
        return Optional.of(
                new NewImage(
                        file,
                        row.get(PATIENT),
                        Optional.ofNullable(values.get(VIEW)).filter(view -> !view.isEmpty()),
                        ObservedImage.deviceAmong(values),
                        "true".equalsIgnoreCase(values.get(SyntheticMark.COLUMN))));
    }
}
