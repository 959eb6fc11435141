package io.podagra.data.phantom;

import io.podagra.data.CsvTable;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was drawn in a synthetic cohort's images: its {@code truth.csv}. */
public final class PhantomTruth {
    private final Map<Path, Map<Sign, Double>> severities;

    private PhantomTruth(Map<Path, Map<Sign, Double>> severities) {
        this.severities = Map.copyOf(severities);
    }

    /**
     * Reads a cohort's truth.
     *
     * @param cohort a folder that {@link PhantomCohort} wrote
     * @throws InvalidInputException if there is no truth in it, or a value is no number
     * @throws IOException if it cannot be read
     */
    public static PhantomTruth read(Path cohort) throws IOException {
        Path file = cohort.resolve(PhantomCohort.TRUTH);
        List<String> columns = new ArrayList<>(List.of("image"));
        Arrays.stream(Sign.values()).map(Sign::word).forEach(columns::add);
        Problems problems = new Problems(file);
        CsvTable table = CsvTable.read(file, columns, problems);
        problems.throwIfAny();
        Map<Path, Map<Sign, Double>> severities = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            Map<Sign, Double> ofImage = new EnumMap<>(Sign.class);
            for (Sign sign : Sign.values()) {
                ofImage.put(sign, number(file, row, sign.word()));
            }
            severities.put(cohort.resolve(row.get("image")).normalize(), Map.copyOf(ofImage));
        }
        return new PhantomTruth(severities);
    }

    private static double number(Path file, CsvTable.Row row, String column) {
        try {
            return Double.parseDouble(row.get(column));
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "%s: line %d: %s is '%s', expected a number from 0 to 1; draw the cohort again"
                            .formatted(file, row.line(), column, row.get(column)),
                    e);
        }
    }

    /**
     * The severity of each sign in an image, 0 for what was not drawn.
     *
     * @param image path of its file
     * @throws InvalidInputException if the truth does not tell of it
     */
    public Map<Sign, Double> of(Path image) {
        Map<Sign, Double> ofImage = severities.get(image.normalize());
        if (ofImage == null) {
            throw new InvalidInputException(
                    "%s: truth.csv does not tell of it; draw the cohort again".formatted(image));
        }
        return ofImage;
    }
}
