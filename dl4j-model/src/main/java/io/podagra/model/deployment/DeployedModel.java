package io.podagra.model.deployment;

import io.podagra.data.Label;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.ModelUse;
import io.podagra.model.fingerprint.ImageNovelty;
import io.podagra.model.saliency.Explainer;
import io.podagra.pipeline.dicom.FrameSelection;
import io.podagra.pipeline.ingest.FileImages;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One network, what prepares its images, and what makes calls of its scores. Thread-safe. */
final class DeployedModel implements AutoCloseable {
    private final ImageClassifier network;
    private final FileImages images;
    private final Optional<OperatingPoint> operatingPoint;
    private final Optional<ImageNovelty> novelty;

    /** Written by whoever holds the lock; read without it too, by those who only decode. */
    private volatile boolean closed;

    /** Made when it is first asked for; empty inside for a network that has none. */
    private Optional<Optional<Explainer>> explainer = Optional.empty();

    /**
     * @param novelty tells images unlike those of the network's validation, if it can be told
     */
    DeployedModel(
            ImageClassifier network,
            FrameSelection frames,
            Optional<OperatingPoint> operatingPoint,
            Optional<ImageNovelty> novelty) {
        this.network = network;
        this.novelty = novelty;
        this.images = new FileImages(network.use().preprocessing(), frames);
        this.operatingPoint = operatingPoint;
    }

    ModelUse use() {
        return network.use();
    }

    ImageClassifier network() {
        return network;
    }

    /**
     * What prepares images for it.
     *
     * @throws IllegalStateException if it is closed
     */
    FileImages images() {
        requireOpen();
        return images;
    }

    Optional<OperatingPoint> operatingPoint() {
        return operatingPoint;
    }

    /** Whether its calls are at its first operating point. */
    boolean callsByDefault() {
        return operatingPoint.equals(use().operatingPoints().stream().findFirst());
    }

    /**
     * In the images' order; for one caller after another.
     *
     * @throws IllegalStateException if it is closed
     */
    synchronized List<Classification> classify(List<PreparedImage> prepared) {
        requireOpen();
        List<INDArray> tensors = prepared.stream().map(PreparedImage::tensor).toList();
        ImageClassifier.Scored scored = network.score(tensors);
        List<Classification> classifications = new ArrayList<>();
        for (int image = 0; image < prepared.size(); image++) {
            int row = image;
            classifications.add(
                    classification(
                            prepared.get(image),
                            scored.scores()[image],
                            scored.features().flatMap(features -> warning(features[row]))));
        }
        return classifications;
    }

    /** As {@link Classifier#explain}; for one caller after another. */
    synchronized Optional<BufferedImage> explain(PreparedImage image, boolean synthetic) {
        requireOpen();
        if (explainer.isEmpty()) {
            explainer = Optional.of(Explainer.of(network));
        }
        return explainer.get().map(ready -> ready.explain(image.tensor(), synthetic));
    }

    private Optional<String> warning(float[] features) {
        return novelty.filter(known -> known.isUnusual(features))
                .map(
                        known ->
                                String.format(
                                        Locale.ROOT,
                                        "unlike the images the model was validated on (distance"
                                            + " %.2f; %.1f %% of images like those exceed %.2f):"
                                            + " its score may mean nothing",
                                        known.distance(features),
                                        100 * known.falseAlarmRate(),
                                        known.limit()));
    }

    private Classification classification(
            PreparedImage image, double score, Optional<String> warning) {
        return new Classification(
                image.title(),
                image.view(),
                use().arm(),
                score,
                use().calibration()
                        .map(calibration -> OptionalDouble.of(calibration.apply(score)))
                        .orElseGet(OptionalDouble::empty),
                operatingPoint,
                operatingPoint.map(
                        point -> score >= point.threshold() ? Label.ABNORMAL : Label.NORMAL),
                warning);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the classifier is closed and its networks' memory given back; load the model"
                            + " again");
        }
    }

    /** Waits for whoever is at work; does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        explainer.flatMap(made -> made).ifPresent(Explainer::close);
        network.close();
    }
}
