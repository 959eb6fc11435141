package io.podagra.cli.predict;

import io.podagra.data.Cohort;
import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import io.podagra.data.View;
import io.podagra.pipeline.dicom.DicomFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the images that a user means by files, folders and tables. */
public final class ImageFiles {
    private static final Set<String> EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "dcm", "dicom");
    private static final String IMAGE = "image";
    private static final String VIEW = "view";
    private static final String PATIENT = "patient_id";

    private ImageFiles() {}

    /**
     * The files as they are given; of a folder with a manifest the images that it lists, with their
     * views and patients, for others may lie beside them, such as masks; nobody needs to have
     * labelled them; of any other folder every image below it, DICOM too, sorted by path.
     *
     * @throws InvalidInputException if a path does not exist, a folder holds no image, or a
     *     manifest cannot be read
     */
    public static List<GivenImage> find(List<Path> paths) throws IOException {
        List<GivenImage> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<GivenImage> found = below(path);
                if (found.isEmpty()) {
                    problems.add(
                            "%s: no image in this folder; expected DICOM files, or files that end in %s"
                                    .formatted(
                                            path,
                                            String.join(
                                                    ", ",
                                                    EXTENSIONS.stream()
                                                            .sorted()
                                                            .map(extension -> "." + extension)
                                                            .toList())));
                }
                files.addAll(found);
            } else if (Files.exists(path)) {
                files.add(GivenImage.of(path));
            } else {
                problems.add("%s: there is no such file or folder; check the path".formatted(path));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return files;
    }

    /**
     * The images of a table with the column {@code image}, relative to it, and where they are known
     * {@code view} and {@code patient_id}; other columns are passed over, labels too. A file that
     * is not there is found out when its turn comes.
     *
     * @throws InvalidInputException naming every row that cannot be used
     */
    public static List<GivenImage> listed(Path table) throws IOException {
        Problems problems = new Problems(table);
        CsvTable rows = CsvTable.read(table, List.of(IMAGE), problems);
        List<GivenImage> images = new ArrayList<>();
        for (CsvTable.Row row : rows.rows()) {
            if (row.get(IMAGE).isBlank()) {
                problems.add(row, IMAGE, "is empty; give a path from the table's folder");
                continue;
            }
            try {
                images.add(
                        new GivenImage(
                                table.resolveSibling(file(row)),
                                value(row, VIEW).map(view -> new View(view).name()),
                                value(row, PATIENT)));
            } catch (InvalidPathException exception) {
                problems.add(row.line(), "image is no path: " + exception.getMessage());
            } catch (IllegalArgumentException exception) { // of a view
                problems.add(row.line(), "view " + exception.getMessage());
            }
        }
        problems.throwIfAny();
        return images;
    }

    /** As in a manifest, which may be of another system. */
    private static String file(CsvTable.Row row) {
        return row.get(IMAGE).replace('\\', '/');
    }

    private static Optional<String> value(CsvTable.Row row, String column) {
        return row.has(column)
                ? Optional.of(row.get(column)).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    private static List<GivenImage> below(Path folder) throws IOException {
        if (Files.exists(folder.resolve(Cohort.MANIFEST))) {
            return listed(folder.resolve(Cohort.MANIFEST));
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(ImageFiles::isImage).sorted().map(GivenImage::of).toList();
        }
    }

    private static boolean isImage(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(path) || name.startsWith(".")) {
            return false;
        }
        int dot = name.lastIndexOf('.');
        return (dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1))) || isDicom(path);
    }

    /** Archives name DICOM files by numbers, such as {@code IM0001} or {@code 1.2.840.7}. */
    private static boolean isDicom(Path path) {
        try {
            return DicomFile.isDicom(path);
        } catch (IOException exception) {
            return false;
        }
    }
}
