package io.podagra.model.deployment;

import io.podagra.data.Label;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.ModelUse;
import io.podagra.model.saliency.Explainer;
import io.podagra.pipeline.dicom.FrameSelection;
import io.podagra.pipeline.ingest.FileImages;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One network, what prepares its images, and what makes calls of its scores. Thread-safe. */
final class DeployedModel implements AutoCloseable {
    private final ImageClassifier network;
    private final FileImages images;
    private final Optional<OperatingPoint> operatingPoint;

    /** Made when it is first asked for; empty inside for a network that has none. */
    private Optional<Optional<Explainer>> explainer = Optional.empty();

    DeployedModel(
            ImageClassifier network,
            FrameSelection frames,
            Optional<OperatingPoint> operatingPoint) {
        this.network = network;
        this.images = new FileImages(network.use().preprocessing(), frames);
        this.operatingPoint = operatingPoint;
    }

    ModelUse use() {
        return network.use();
    }

    ImageClassifier network() {
        return network;
    }

    FileImages images() {
        return images;
    }

    Optional<OperatingPoint> operatingPoint() {
        return operatingPoint;
    }

    /** In the images' order; for one caller after another. */
    synchronized List<Classification> classify(List<PreparedImage> prepared) {
        List<INDArray> tensors = prepared.stream().map(PreparedImage::tensor).toList();
        ImageClassifier.Scored scored = network.score(tensors);
        List<Classification> classifications = new ArrayList<>();
        for (int image = 0; image < prepared.size(); image++) {
            classifications.add(classification(prepared.get(image), scored.scores()[image]));
        }
        return classifications;
    }

    /** As {@link Classifier#explain}; for one caller after another. */
    synchronized Optional<BufferedImage> explain(PreparedImage image, boolean synthetic) {
        if (explainer.isEmpty()) {
            explainer = Optional.of(Explainer.of(network));
        }
        return explainer.get().map(ready -> ready.explain(image.tensor(), synthetic));
    }

    private Classification classification(PreparedImage image, double score) {
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
                Optional.empty());
    }

    @Override
    public synchronized void close() {
        explainer.flatMap(made -> made).ifPresent(Explainer::close);
        network.close();
    }
}
