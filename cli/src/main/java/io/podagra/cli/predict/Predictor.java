package io.podagra.cli.predict;

import io.podagra.data.ProgressListener;
import io.podagra.model.deployment.Classification;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.PreparedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Scores image files with a model, a batch at a time, while the next ones are decoded: memory does
 * not grow with the number of images, nor with that of a file's frames.
 */
public final class Predictor {
    private static final int BATCH = 16;

    private final Classifier classifier;
    private final PredictionOutput output;
    private final PatientCalls patients;
    private final PredictionRow columns;
    private final Optional<ExplanationFolder> explanations;
    private int done;

    /**
     * @param patients counts the calls of images whose patient is known
     * @param explanations takes pictures of where images speak for abnormal, if they are wanted
     */
    public Predictor(
            Classifier classifier,
            PredictionOutput output,
            PatientCalls patients,
            Optional<ExplanationFolder> explanations) {
        this.classifier = classifier;
        this.output = output;
        this.patients = patients;
        this.explanations = explanations;
        this.columns = new PredictionRow(new ModelWords(classifier.models()));
    }

    /**
     * What came of files.
     *
     * @param rows that were written
     * @param unusable those of images that could not be used
     */
    public record Counts(int rows, int unusable) {}

    /**
     * Writes a row for each image, in the order given; several for a file with several. That of an
     * image that cannot be used says why.
     */
    public Counts predict(List<GivenImage> images, ProgressListener progress) throws IOException {
        int failed = 0;
        int rows = 0;
        try (DecodingAhead ahead = new DecodingAhead(classifier, images, 2 * BATCH)) {
            while (ahead.hasNext()) {
                List<DecodingAhead.Decoded> batch = batch(ahead);
                for (Prediction prediction : predictions(batch)) {
                    output.write(columns.of(prediction));
                    patients.add(prediction);
                    rows++;
                    failed += prediction.error().isPresent() ? 1 : 0;
                }
                output.flush();
                progress.progressed(ahead.filesDone(), images.size());
            }
        }
        return new Counts(rows, failed);
    }

    private static List<DecodingAhead.Decoded> batch(Iterator<DecodingAhead.Decoded> ahead) {
        List<DecodingAhead.Decoded> batch = new ArrayList<>();
        while (batch.size() < BATCH && ahead.hasNext()) {
            batch.add(ahead.next());
        }
        return batch;
    }

    private List<Prediction> predictions(List<DecodingAhead.Decoded> batch) throws IOException {
        List<PreparedImage> usable =
                batch.stream().flatMap(decoded -> decoded.image().stream()).toList();
        try {
            explain(batch);
            Iterator<Classification> found = classifier.classify(usable).iterator();
            return batch.stream()
                    .map(
                            decoded ->
                                    decoded.image().isPresent()
                                            ? Prediction.of(decoded.given(), found.next())
                                            : Prediction.failed(
                                                    decoded.given(),
                                                    decoded.title(),
                                                    decoded.error().orElseThrow()))
                    .toList();
        } finally {
            usable.forEach(PreparedImage::close);
        }
    }

    private void explain(List<DecodingAhead.Decoded> batch) throws IOException {
        for (DecodingAhead.Decoded decoded : batch) {
            done++;
            if (explanations.isPresent() && decoded.image().isPresent()) {
                explanations.get().write(done, decoded.given(), decoded.image().get());
            }
        }
    }
}
