package io.podagra.cli.drift;

import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.data.Workers;
import io.podagra.model.ImageClassifier;
import io.podagra.model.fingerprint.ObservedImage;
import io.podagra.model.fingerprint.ScoredImage;
import io.podagra.pipeline.dicom.FrameSelection;
import io.podagra.pipeline.ingest.FileImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at images as a fingerprint does: their files, and what the network makes of them. Of a
 * DICOM file with several frames the first is looked at, cut as {@code ingest} cuts it.
 */
public final class ImageObserver {
    private static final int BATCH = 16;

    private final ImageClassifier classifier;
    private final FileImages files;

    public ImageObserver(ImageClassifier classifier) {
        this.classifier = classifier;
        this.files = new FileImages(classifier.use().preprocessing(), FrameSelection.first());
    }

    /**
     * @param images in the order given; several of a DICOM file whose device names several regions
     * @param unusable why files, or images of them, are left out, a sentence each
     */
    public record Observed(List<ScoredImage> images, List<String> unusable) {
        public Observed {
            images = List.copyOf(images);
            unusable = List.copyOf(unusable);
        }
    }

    private record Loaded(ObservedImage image, FileImages.Seen seen) {}

    private record Opened(List<Loaded> images, List<String> unusable) {}

    /**
     * Looks at every image, a batch at a time.
     *
     * @throws InvalidInputException if no image can be used, or the network has no pooled features
     */
    public Observed observe(List<NewImage> images, ProgressListener progress) throws IOException {
        List<ScoredImage> scored = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        try (Workers workers = Workers.onAllProcessors()) {
            for (int start = 0; start < images.size(); start += BATCH) {
                List<NewImage> batch =
                        images.subList(start, Math.min(start + BATCH, images.size()));
                List<Opened> opened = workers.map(batch, this::open);
                opened.forEach(file -> unusable.addAll(file.unusable()));
                scored.addAll(score(opened.stream().flatMap(file -> file.images().stream())));
                progress.progressed(start + batch.size(), images.size());
            }
        }
        if (scored.isEmpty()) {
            throw new InvalidInputException(
                    "none of %d images can be used; the first: %s"
                            .formatted(images.size(), unusable.get(0)));
        }
        return new Observed(scored, unusable);
    }

    private Opened open(NewImage image) {
        List<Loaded> loaded = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        try {
            for (FileImages.FileImage each : files.of(image.file())) {
                load(image, each, loaded, unusable);
            }
        } catch (InvalidInputException undecodable) {
            unusable.add(undecodable.getMessage());
        }
        return new Opened(loaded, unusable);
    }

    private static void load(
            NewImage image, FileImages.FileImage of, List<Loaded> loaded, List<String> unusable) {
        try {
            FileImages.Seen seen = of.see();
            ObservedImage observed =
                    new ObservedImage(
                            image.patient(),
                            image.view().orElse(""),
                            image.device(),
                            seen.traits());
            loaded.add(new Loaded(observed, seen));
        } catch (InvalidInputException undecodable) {
            unusable.add(undecodable.getMessage());
        }
    }

    /** Closes the images' tensors. */
    private List<ScoredImage> score(Stream<Loaded> images) {
        List<Loaded> batch = images.toList();
        try {
            return batch.isEmpty() ? List.of() : scored(batch);
        } finally {
            batch.forEach(one -> one.seen().close());
        }
    }

    private List<ScoredImage> scored(List<Loaded> batch) {
        ImageClassifier.Scored found =
                classifier.score(batch.stream().map(one -> one.seen().tensor()).toList());
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
