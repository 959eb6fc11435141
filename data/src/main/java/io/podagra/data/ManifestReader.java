package io.podagra.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code manifest.csv} and checks every row before it gives up. */
final class ManifestReader {
    static final String IMAGE = "image";
    static final String PATIENT = "patient_id";
    static final String VIEW = "view";
    static final String LABEL = "label";

    private static final List<String> REQUIRED = List.of(IMAGE, PATIENT, VIEW, LABEL);

    /** Of another system too: a manifest written on Windows must not half work on Linux. */
    private static final Pattern ABSOLUTE = Pattern.compile("(?:/|~/|[A-Za-z]:).*");

    private final Path folder;
    private final Problems problems;
    private final Map<String, Long> lineOfImage = new HashMap<>();

    private ManifestReader(Path manifest) {
        this.folder = manifest.toAbsolutePath().normalize().getParent();
        this.problems = new Problems(manifest);
    }

    static Cohort read(Path manifest) throws IOException {
        return new ManifestReader(manifest).readRows(manifest);
    }

    private Cohort readRows(Path manifest) throws IOException {
        CsvTable table = CsvTable.read(manifest, REQUIRED, problems);
        List<CohortImage> images = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            image(row).ifPresent(images::add);
        }
        problems.throwIfAny();
        return new Cohort(folder, images);
    }

    /** Empty when the row has a problem; all of its columns are looked at first. */
    private Optional<CohortImage> image(CsvTable.Row row) {
        Optional<String> id = imageId(row);
        Optional<String> patient = patient(row);
        Optional<View> view = view(row);
        Optional<Label> label = label(row);
        if (id.isEmpty() || patient.isEmpty() || view.isEmpty() || label.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> attributes = new LinkedHashMap<>(row.values());
        attributes.keySet().removeAll(REQUIRED);
        return Optional.of(
                new CohortImage(
                        id.get(),
                        folder.resolve(id.get()),
                        patient.get(),
                        view.get(),
                        label.get(),
                        attributes));
    }

    private Optional<String> imageId(CsvTable.Row row) {
        String found = row.get(IMAGE);
        Optional<String> id = pathInside(row, found);
        if (id.isEmpty()) {
            return id;
        }
        Path file = folder.resolve(id.get());
        if (!Files.isRegularFile(file)) {
            problems.add(
                    row,
                    IMAGE,
                    Files.isDirectory(file)
                            ? "'" + found + "' is a folder, expected an image file"
                            : "'"
                                    + found
                                    + "' does not exist in "
                                    + folder
                                    + "; correct the path or remove the row");
            return Optional.empty();
        }
        Long earlier = lineOfImage.putIfAbsent(id.get(), row.line());
        if (earlier != null) {
            problems.add(
                    row,
                    IMAGE,
                    "'" + found + "' is already in row " + earlier + "; keep one of the two rows");
            return Optional.empty();
        }
        return id;
    }

    /** The path with {@code /} and without detours, so that one image has one id. */
    private Optional<String> pathInside(CsvTable.Row row, String found) {
        String slashed = found.replace('\\', '/');
        if (slashed.isEmpty()) {
            problems.add(row, IMAGE, "is empty, expected a path relative to the manifest");
            return Optional.empty();
        }
        try {
            Path path = Path.of(slashed).normalize();
            if (!ABSOLUTE.matcher(slashed).matches() && !path.startsWith("..")) {
                return Optional.of(path.toString().replace('\\', '/'));
            }
        } catch (InvalidPathException e) {
            problems.add(row, IMAGE, "'" + found + "' is no path: " + e.getReason());
            return Optional.empty();
        }
        problems.add(
                row,
                IMAGE,
                "'"
                        + found
                        + "' leads out of the cohort's folder, expected a path relative to the"
                        + " manifest; move the image into the folder");
        return Optional.empty();
    }

    private Optional<String> patient(CsvTable.Row row) {
        String found = row.get(PATIENT);
        if (found.isEmpty()) {
            problems.add(
                    row,
                    PATIENT,
                    "is empty; give images of one patient one name, else they cannot be kept in"
                            + " one part of the split");
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private Optional<View> view(CsvTable.Row row) {
        String found = row.get(VIEW);
        try {
            return Optional.of(new View(found));
        } catch (IllegalArgumentException e) {
            problems.add(row, VIEW, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Label> label(CsvTable.Row row) {
        String found = row.get(LABEL);
        Optional<Label> label = Label.parse(found);
        if (label.isEmpty()) {
            problems.add(
                    row,
                    LABEL,
                    "found '"
                            + found
                            + "', expected abnormal, positive or 1, or normal, negative or 0");
        }
        return label;
    }
}
