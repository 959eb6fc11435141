package io.podagra.cli.predict;

import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.model.ImageClassifier;
import io.podagra.pipeline.ImageLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores image files with a model, a batch at a time, so memory does not grow with their number.
 */
public final class Predictor {
    private static final int BATCH = 16;

    private final ImageClassifier classifier;
    private final ImageLoader loader;

    public Predictor(ImageClassifier classifier) {
        this.classifier = classifier;
        this.loader = new ImageLoader(classifier.metadata().input().preprocessing());
    }

    /**
     * Writes a row for each image, in the order given.
     *
     * @return how many images could not be used; each has a row that says why
     */
    public int predict(List<Path> images, Appendable out, ProgressListener progress)
            throws IOException {
        PredictionWriter writer = new PredictionWriter(out, classifier.metadata());
        int failed = 0;
        for (int start = 0; start < images.size(); start += BATCH) {
            int end = Math.min(start + BATCH, images.size());
            for (Prediction prediction : predictBatch(images.subList(start, end))) {
                writer.write(prediction);
                failed += prediction.error().isPresent() ? 1 : 0;
            }
            progress.progressed(end, images.size());
        }
        return failed;
    }

    private List<Prediction> predictBatch(List<Path> files) {
        Prediction[] predictions = new Prediction[files.size()];
        List<INDArray> images = new ArrayList<>();
        List<Integer> readable = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            try {
                images.add(loader.load(files.get(file)));
                readable.add(file);
            } catch (InvalidInputException exception) {
                predictions[file] = Prediction.failed(files.get(file), exception.getMessage());
            }
        }
        double[] scores = classifier.score(images);
        for (int image = 0; image < scores.length; image++) {
            int file = readable.get(image);
            predictions[file] = Prediction.scored(files.get(file), scores[image]);
        }
        images.forEach(INDArray::close);
        return List.of(predictions);
    }
}
