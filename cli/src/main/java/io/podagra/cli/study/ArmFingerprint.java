package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Workers;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.fingerprint.Fingerprint;
import io.podagra.model.fingerprint.ObservedImage;
import io.podagra.model.fingerprint.ScoredImage;
import io.podagra.model.onednn.OneDnnGraph;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageTraits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the fingerprint of an arm's images: one pass of the network over the validation images, and
 * one look at the file of every training and validation image, which the arms share.
 */
final class ArmFingerprint {
    private final Map<Path, ImageTraits> traits = new ConcurrentHashMap<>();

    /**
     * @param network that is trained
     * @param training images that it was trained on
     * @param validation images
     * @param batches of the validation images, in their order
     * @throws InvalidInputException if a file cannot be decoded any more
     */
    Fingerprint of(
            ComputationGraph network,
            List<CohortImage> training,
            List<CohortImage> validation,
            ImageIterator batches,
            boolean synthetic)
            throws IOException {
        List<CohortImage> both = Stream.concat(training.stream(), validation.stream()).toList();
        List<ObservedImage> observed;
        try (Workers workers = Workers.onAllProcessors()) {
            observed = workers.map(both, this::observed);
        }
        return Fingerprint.of(
                observed,
                scored(network, observed.subList(training.size(), observed.size()), batches),
                both.stream().map(image -> image.view().name()).distinct().sorted().toList(),
                synthetic);
    }

    private ObservedImage observed(CohortImage image) {
        return ObservedImage.of(image, traits.computeIfAbsent(image.file(), ImageTraits::of));
    }

    @SuppressWarnings("try") // the parameters are held as long as the resource is open
    private static List<ScoredImage> scored(
            ComputationGraph network, List<ObservedImage> images, ImageIterator batches) {
        List<ScoredImage> scored = new ArrayList<>();
        List<String> wanted = List.of(ResNet50Graph.FEATURES, ResNet50Graph.OUTPUT);
        batches.reset();
        try (OneDnnGraph.Held held = OneDnnGraph.hold(network)) {
            while (batches.hasNext()) {
                INDArray batch = batches.next().getFeatures();
                INDArray[] both = network.output(wanted, false, new INDArray[] {batch}, null);
                try (INDArray features = both[0];
                        INDArray output = both[1]) {
                    float[][] rows = features.toFloatMatrix();
                    for (int row = 0; row < rows.length; row++) {
                        ObservedImage image = images.get(scored.size());
                        scored.add(new ScoredImage(image, output.getDouble(row, 1), rows[row]));
                    }
                }
            }
        }
        return scored;
    }
}
