package io.podagra.eval;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Further facts of images by the columns of a manifest, such as the device, which scores alone do
 * not tell. Immutable.
 */
public final class ImageAttributes {
    private final Map<String, Map<String, String>> ofImage;

    private ImageAttributes(Map<String, Map<String, String>> ofImage) {
        this.ofImage = Map.copyOf(ofImage);
    }

    /** What the manifest of a cohort tells. */
    public static ImageAttributes of(Cohort cohort) {
        return new ImageAttributes(
                cohort.images().stream()
                        .collect(Collectors.toMap(CohortImage::id, CohortImage::attributes)));
    }

    /**
     * Reads a table with a column {@code image_id}, as {@link #write} writes it.
     *
     * @throws InvalidInputException if it is no such table or tells of an image twice
     */
    public static ImageAttributes read(Path csv) {
        Problems problems = new Problems(csv);
        try {
            String key = ScoreTable.IMAGE_ID;
            CsvTable table = CsvTable.read(csv, List.of(key), problems);
            Map<String, Map<String, String>> ofImage = new HashMap<>();
            for (CsvTable.Row row : table.rows()) {
                Map<String, String> attributes = new HashMap<>(row.values());
                String image = attributes.remove(key);
                if (ofImage.putIfAbsent(image, attributes) != null) {
                    problems.add(row, key, "is there twice; keep one row for each image");
                }
            }
            problems.throwIfAny();
            return new ImageAttributes(ofImage);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s: cannot be read; check its path and permissions".formatted(csv), e);
        }
    }

    /** What is known of an image, by column; empty if nothing is. */
    public Map<String, String> of(String imageId) {
        return ofImage.getOrDefault(imageId, Map.of());
    }

    /**
     * Writes what is known of some images by some columns.
     *
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public static void write(Path csv, List<ScoredImage> images, List<String> columns)
            throws IOException {
        AtomicFiles.writeText(
                csv,
                writer -> {
                    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
                    try (CSVPrinter printer = new CSVPrinter(writer, format)) {
                        printer.print(ScoreTable.IMAGE_ID);
                        printer.printRecord(columns);
                        for (ScoredImage image : images) {
                            printer.print(image.imageId());
                            for (String column : columns) {
                                printer.print(Subgroups.value(image, column));
                            }
                            printer.println();
                        }
                    }
                });
    }
}
