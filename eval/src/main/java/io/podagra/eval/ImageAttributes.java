package io.podagra.eval;

import io.podagra.data.AtomicFiles;
import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Further facts of images by the columns of a manifest, such as the device, which scores alone do
 * not tell. Immutable.
 */
public final class ImageAttributes {
    private static final String MANIFEST_ID = "image";

    private final Map<String, Map<String, String>> ofImage;

    private ImageAttributes(Map<String, Map<String, String>> ofImage) {
        this.ofImage = Map.copyOf(ofImage);
    }

    /** Nothing of any image. */
    public static ImageAttributes none() {
        return new ImageAttributes(Map.of());
    }

    /**
     * Reads a manifest, or any table with a column {@code image_id} or {@code image}.
     *
     * @throws InvalidInputException if it is no such table or tells of an image twice
     */
    public static ImageAttributes read(Path csv) {
        Problems problems = new Problems(csv);
        try {
            CsvTable table = CsvTable.read(csv, List.of(), problems);
            String key = key(csv, table);
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

    private static String key(Path csv, CsvTable table) {
        for (String key : List.of(ScoreTable.IMAGE_ID, MANIFEST_ID)) {
            if (table.columns().contains(key)) {
                return key;
            }
        }
        throw new InvalidInputException(
                "%s: has no column image_id or image to tell whose facts a row holds; found %s"
                        .formatted(csv, String.join(", ", table.columns())));
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
                                printer.print(image.attributes().getOrDefault(column, ""));
                            }
                            printer.println();
                        }
                    }
                });
    }
}
