import static java.util.stream.Collectors.joining;

import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.ImageCache;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import io.podagra.pipeline.ImageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Seconds of a training step on a batch from the pipeline against one on a batch that lies in
 * memory, in turn. Arguments: the cohort, the size, the pairs, a folder for the cache.
 */
public final class TrainingThroughput {
    private static final int BATCH = 16;

    private TrainingThroughput() {}

    public static void main(String[] arguments) throws IOException {
        Cohort cohort = Cohort.read(Path.of(arguments[0]));
        ImageSettings settings = new ImageSettings(Integer.parseInt(arguments[1]));
        int pairs = Integer.parseInt(arguments[2]);
        ImageCache cache =
                new ImageCache(
                        Path.of(arguments[3]), ImageCache.DEFAULT_BYTES, System.err::println);
        ComputationGraph network =
                ResNet50Graph.create(settings.size(), TrainingSettings.defaults(), 1);
        try (CachedImages cached =
                        cache.open(cohort.images(), settings, ProgressListener.SILENT);
                ImageIterator batches =
                        ImageIterators.training(
                                cohort.images(),
                                cached,
                                settings,
                                AugmentationSettings.defaults(),
                                BATCH,
                                1)) {
            DataSet fixed = batches.next();
            fixed.detach();
            List<Double> ratios = new ArrayList<>();
            for (int pair = -2; pair < pairs; pair++) { // the first two warm up
                double memory = seconds(network, List.of(fixed, fixed).iterator()::next);
                double pipeline = seconds(network, () -> next(batches));
                if (pair >= 0) {
                    ratios.add(pipeline / memory);
                }
            }
            System.out.println(
                    ratios.stream()
                            .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                            .collect(joining(" ")));
            double median = ratios.stream().sorted().skip(ratios.size() / 2).findFirst().get();
            System.out.printf(Locale.ROOT, "pipeline / memory, median: %.3f%n", median);
        }
    }

    /** Of two steps. */
    private static double seconds(
            ComputationGraph network, Supplier<DataSet> batches) {
        long start = System.nanoTime();
        network.fit(batches.get());
        network.fit(batches.get());
        return (System.nanoTime() - start) / 1e9;
    }

    private static DataSet next(ImageIterator batches) {
        DataSet batch = batches.hasNext() ? batches.next() : null;
        if (batch == null || batch.numExamples() < BATCH) {
            batches.reset();
            batch = batches.next();
        }
        return batch;
    }
}
