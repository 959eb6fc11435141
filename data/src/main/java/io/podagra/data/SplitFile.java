package io.podagra.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** {@code split.csv}: which part each image of a cohort belongs to. */
final class SplitFile {
    private static final String PART = "part";
    private static final List<String> REQUIRED =
            List.of(
                    ManifestReader.IMAGE,
                    ManifestReader.PATIENT,
                    ManifestReader.VIEW,
                    ManifestReader.LABEL,
                    PART);

    private final SplitUnit unit;
    private final Problems problems;
    private final Map<String, CohortImage> imagesById = new HashMap<>();
    private final Map<String, Part> partOfImage = new HashMap<>();
    private final Map<String, CsvTable.Row> rowOfImage = new HashMap<>();
    private final Map<String, CsvTable.Row> firstRowOfPatient = new HashMap<>();

    private SplitFile(Path file, Cohort cohort, SplitUnit unit) {
        this.unit = unit;
        this.problems = new Problems(file);
        cohort.images().forEach(image -> imagesById.put(image.id(), image));
    }

    static void write(Path file, List<CohortImage> images, Map<String, Part> partOfImage)
            throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
        AtomicFiles.writeText(
                file,
                writer -> {
                    CSVPrinter printer = new CSVPrinter(writer, format);
                    printer.printRecord(REQUIRED);
                    for (CohortImage image : images) {
                        printer.printRecord(
                                image.id(),
                                image.patientId(),
                                image.view(),
                                image.label().word(),
                                partOfImage.get(image.id()).word());
                    }
                });
    }

    /**
     * The part of each image by its id.
     *
     * @param unit if it is the patient, none may be in two parts
     * @throws InvalidInputException naming every problem of the file
     */
    static Map<String, Part> read(Path file, Cohort cohort, SplitUnit unit) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    file + ": no such file; give the split.csv of a run, or make a new split");
        }
        try {
            return new SplitFile(file, cohort, unit).readRows(file, cohort);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + ": cannot be read (" + e + "); check that you may read it", e);
        }
    }

    private Map<String, Part> readRows(Path file, Cohort cohort) throws IOException {
        for (CsvTable.Row row : CsvTable.read(file, REQUIRED, problems).rows()) {
            read(row);
        }
        for (CohortImage image : cohort.images()) {
            if (!rowOfImage.containsKey(image.id())) {
                problems.add(
                        "has no row for the cohort's image '"
                                + image.id()
                                + "'; make a new split of this cohort");
            }
        }
        problems.throwIfAny();
        return partOfImage;
    }

    private void read(CsvTable.Row row) {
        String id = row.get(ManifestReader.IMAGE);
        CohortImage image = imagesById.get(id);
        if (image == null) {
            problems.add(
                    row,
                    ManifestReader.IMAGE,
                    "'" + id + "' is not in the cohort; make a new split of this cohort");
            return;
        }
        CsvTable.Row earlier = rowOfImage.putIfAbsent(id, row);
        if (earlier != null) {
            problems.add(
                    row,
                    ManifestReader.IMAGE,
                    "'" + id + "' is already in row " + earlier.line() + "; keep one of them");
            return;
        }
        compareWithManifest(row, image);
        part(row)
                .ifPresent(
                        part -> {
                            partOfImage.put(id, part);
                            if (unit == SplitUnit.PATIENT) {
                                keepPatientTogether(row, image, part);
                            }
                        });
    }

    private void compareWithManifest(CsvTable.Row row, CohortImage image) {
        if (!row.get(ManifestReader.PATIENT).equals(image.patientId())) {
            problems.add(
                    row,
                    ManifestReader.PATIENT,
                    "is another patient than in the manifest; make a new split of this cohort");
        }
        String view = row.get(ManifestReader.VIEW);
        if (!view.equalsIgnoreCase(image.view().name())) {
            problems.add(row, ManifestReader.VIEW, differs(view, image.view().name()));
        }
        String label = row.get(ManifestReader.LABEL);
        if (!Label.parse(label).equals(Optional.of(image.label()))) {
            problems.add(row, ManifestReader.LABEL, differs(label, image.label().word()));
        }
    }

    private static String differs(String found, String expected) {
        return "found '"
                + found
                + "', but the manifest has "
                + expected
                + "; make a new split of this cohort";
    }

    private Optional<Part> part(CsvTable.Row row) {
        String found = row.get(PART);
        Optional<Part> part =
                Arrays.stream(Part.values())
                        .filter(candidate -> candidate.word().equalsIgnoreCase(found))
                        .findFirst();
        if (part.isEmpty()) {
            problems.add(row, PART, "found '" + found + "', expected train, validation or test");
        }
        return part;
    }

    private void keepPatientTogether(CsvTable.Row row, CohortImage image, Part part) {
        CsvTable.Row first = firstRowOfPatient.putIfAbsent(image.patientId(), row);
        if (first != null && !first.get(PART).equalsIgnoreCase(part.word())) {
            problems.add(
                    row,
                    PART,
                    "found "
                            + part.word()
                            + ", but row "
                            + first.line()
                            + " has the same patient, "
                            + image.patientId()
                            + ", in "
                            + first.get(PART)
                            + "; keep a patient's images in one part, or the test would be of"
                            + " patients the network has seen");
        }
    }
}
