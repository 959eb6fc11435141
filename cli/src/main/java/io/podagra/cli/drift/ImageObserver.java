package io.podagra.cli.drift;

import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.data.Workers;
import io.podagra.model.ImageClassifier;
import io.podagra.model.fingerprint.ObservedImage;
import io.podagra.model.fingerprint.ScoredImage;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageTraits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks at images as a fingerprint does: their files, and what the network makes of them. */
public final class ImageObserver {
    private static final int BATCH = 16;

    private final ImageClassifier classifier;
    private final ImageLoader loader;

    public ImageObserver(ImageClassifier classifier) {
        this.classifier = classifier;
        this.loader = new ImageLoader(classifier.use().preprocessing());
    }

    /**
     * @param images in the order given
     * @param unusable files that cannot be decoded, which are left out
     */
    public record Observed(List<ScoredImage> images, List<Path> unusable) {
        public Observed {
            images = List.copyOf(images);
            unusable = List.copyOf(unusable);
        }
    }

    private record Loaded(ObservedImage image, INDArray tensor) {}

    /**
     * Looks at every image, a batch at a time.
     *
     * @throws InvalidInputException if no image can be used, or the network has no pooled features
     */
    public Observed observe(List<NewImage> images, ProgressListener progress) throws IOException {
        List<ScoredImage> scored = new ArrayList<>();
        List<Path> unusable = new ArrayList<>();
        try (Workers workers = Workers.onAllProcessors()) {
            for (int start = 0; start < images.size(); start += BATCH) {
                List<NewImage> batch =
                        images.subList(start, Math.min(start + BATCH, images.size()));
                List<Optional<Loaded>> loaded = workers.map(batch, this::load);
                for (int image = 0; image < batch.size(); image++) {
                    if (loaded.get(image).isEmpty()) {
                        unusable.add(batch.get(image).file());
                    }
                }
                scored.addAll(score(loaded.stream().flatMap(Optional::stream).toList()));
                progress.progressed(start + batch.size(), images.size());
            }
        }
        if (scored.isEmpty()) {
            throw new InvalidInputException(
                    "none of %d images can be decoded; the first is '%s'"
                            .formatted(images.size(), images.get(0).file()));
        }
        return new Observed(scored, unusable);
    }

    private Optional<Loaded> load(NewImage image) {
        try {
            ObservedImage observed =
                    new ObservedImage(
                            image.patient(),
                            image.view().orElse(""),
                            image.device(),
                            ImageTraits.of(image.file()));
            return Optional.of(new Loaded(observed, loader.load(image.file())));
        } catch (InvalidInputException undecodable) {
            return Optional.empty();
        }
    }

    private List<ScoredImage> score(List<Loaded> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        ImageClassifier.Scored found =
                classifier.score(batch.stream().map(Loaded::tensor).toList());
        batch.forEach(one -> one.tensor().close());
        float[][] features =
                found.features()
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "the model's network has no pooled features; give a"
                                                        + " model.zip of a run"));
        List<ScoredImage> scored = new ArrayList<>();
        for (int image = 0; image < features.length; image++) {
            scored.add(
                    new ScoredImage(
                            batch.get(image).image(), found.scores()[image], features[image]));
        }
        return scored;
    }
}
