package io.podagra.cli.study;

import io.podagra.data.AtomicFiles;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Part;
import io.podagra.model.training.Scores;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * An arm's scores of its validation and test images, kept so that a run can go on without scoring
 * again.
 */
final class ArmScores {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator("\n")
                    .setHeader("image_id", "part", "score")
                    .setSkipHeaderRecord(true)
                    .get();

    private final Map<String, Double> scoreByImage;

    private ArmScores(Map<String, Double> scoreByImage) {
        this.scoreByImage = Map.copyOf(scoreByImage);
    }

    static void write(Path file, Map<Part, List<CohortImage>> images, Map<Part, Scores> scores)
            throws IOException {
        AtomicFiles.writeText(
                file,
                writer -> {
                    CSVPrinter csv =
                            new CSVPrinter(
                                    writer, FORMAT.builder().setSkipHeaderRecord(false).get());
                    for (Map.Entry<Part, List<CohortImage>> part : images.entrySet()) {
                        List<Double> probabilities = scores.get(part.getKey()).probabilities();
                        for (int image = 0; image < probabilities.size(); image++) {
                            csv.printRecord(
                                    part.getValue().get(image).id(),
                                    part.getKey().word(),
                                    probabilities.get(image));
                        }
                    }
                    csv.flush();
                });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidInputException if the file is damaged
     */
    static ArmScores read(Path file) throws IOException {
        Map<String, Double> scores = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            for (CSVRecord row : FORMAT.parse(reader)) {
                scores.put(row.get("image_id"), Double.valueOf(row.get("score")));
            }
        } catch (IllegalArgumentException exception) {
            throw new InvalidInputException(
                    "%s: is damaged (%s); remove the arm's folder and resume the run"
                            .formatted(file, exception.getMessage()),
                    exception);
        }
        return new ArmScores(scores);
    }

    /**
     * The probability of abnormal.
     *
     * @throws InvalidInputException if the arm did not score the image
     */
    double of(CohortImage image) {
        Double score = scoreByImage.get(image.id());
        if (score == null) {
            throw new InvalidInputException(
                    "image %s has no score; remove the arm's folder and resume the run"
                            .formatted(image.id()));
        }
        return score;
    }
}
