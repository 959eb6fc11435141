package io.podagra.cli.predict;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.eval.ScoredImage;
import io.podagra.model.deployment.Classification;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.PreparedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scores images of a cohort, which a study has scored, with another model. */
public final class ClassifierScores {
    private static final int BATCH = 16;

    private final Map<String, CohortImage> files;

    public ClassifierScores(Cohort cohort) {
        files =
                cohort.images().stream()
                        .collect(Collectors.toMap(CohortImage::id, Function.identity()));
    }

    /**
     * The scores of a model, in the images' order.
     *
     * @throws InvalidInputException if the cohort lacks an image, or the model cannot be used
     */
    public double[] of(Path model, List<ScoredImage> images, ProgressListener progress) {
        double[] scores = new double[images.size()];
        try (Classifier classifier = Classifier.load(model)) {
            for (int start = 0; start < scores.length; start += BATCH) {
                int end = Math.min(start + BATCH, scores.length);
                List<PreparedImage> batch = new ArrayList<>();
                try {
                    images.subList(start, end)
                            .forEach(image -> batch.add(prepared(classifier, image)));
                    List<Classification> found = classifier.classify(batch);
                    for (int image = start; image < end; image++) {
                        scores[image] = found.get(image - start).score();
                    }
                } finally {
                    batch.forEach(PreparedImage::close);
                }
                progress.progressed(end, scores.length);
            }
        }
        return scores;
    }

    private PreparedImage prepared(Classifier classifier, ScoredImage image) {
        CohortImage file = files.get(image.imageId());
        if (file == null) {
            throw new InvalidInputException(
                    "image '%s' that the run scored is not in the cohort; give the cohort of the run"
                            .formatted(image.imageId()));
        }
        return classifier.images(file.file(), Optional.of(image.view())).get(0).prepare();
    }
}
