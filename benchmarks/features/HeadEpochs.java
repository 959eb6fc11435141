import static java.util.stream.Collectors.joining;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.ArmListener;
import io.podagra.model.training.ArmTrainer;
import io.podagra.model.training.CheckpointFolder;
import io.podagra.model.training.EpochResult;
import io.podagra.model.training.LossSettings;
import io.podagra.model.training.Schedule;
import io.podagra.model.training.StageSettings;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.training.Validation;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.FeatureCache;
import io.podagra.pipeline.ImageCache;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import io.podagra.pipeline.ImageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Seconds of an epoch, training and validation, in which only the head is trained: through the
 * trunk, then from kept features. Arguments: the cohort, the size, a folder for caches and
 * checkpoints.
 */
public final class HeadEpochs {
    private static final int BATCH = 16;
    private static final int THROUGH = 3;
    private static final int KEPT = 11;

    private final ImageSettings settings;
    private final List<CohortImage> training;
    private final List<CohortImage> validation;
    private final CachedImages cached;
    private final Path folder;

    private HeadEpochs(
            ImageSettings settings, List<CohortImage> images, CachedImages cached, Path folder) {
        this.settings = settings;
        int part = images.size() * 4 / 5;
        this.training = images.subList(0, part);
        this.validation = images.subList(part, images.size());
        this.cached = cached;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Cohort cohort = Cohort.read(Path.of(arguments[0]));
        ImageSettings settings = new ImageSettings(Integer.parseInt(arguments[1]));
        Path folder = Path.of(arguments[2]);
        ImageCache images =
                new ImageCache(
                        folder.resolve("cache"), ImageCache.DEFAULT_BYTES, System.err::println);
        try (CachedImages cached =
                images.open(cohort.images(), settings, ProgressListener.SILENT)) {
            HeadEpochs epochs = new HeadEpochs(settings, cohort.images(), cached, folder);
            List<Double> through = epochs.seconds(THROUGH, Optional.empty(), Optional.empty());
            FeatureCache cache = epochs.cache();
            List<Double> kept = epochs.seconds(KEPT, Optional.of(cache), Optional.empty());
            List<Double> checkpoints =
                    epochs.seconds(
                            KEPT,
                            Optional.of(cache),
                            Optional.of(new CheckpointFolder(folder.resolve("checkpoints"))));
            System.out.printf(
                    Locale.ROOT,
                    "%d px, %d training and %d validation images%n",
                    settings.size(),
                    epochs.training.size(),
                    epochs.validation.size());
            print("through the trunk", through);
            print("from features", kept);
            print("from features, with checkpoints", checkpoints);
            System.out.printf(
                    Locale.ROOT,
                    "ratio of the medians: %.0f, with checkpoints %.0f%n",
                    median(through) / median(kept),
                    median(through) / median(checkpoints));
        }
    }

    private FeatureCache cache() {
        return new FeatureCache(
                folder.resolve("cache"), ImageCache.DEFAULT_BYTES, System.err::println);
    }

    /** Of each epoch. */
    private List<Double> seconds(
            int epochs, Optional<FeatureCache> features, Optional<CheckpointFolder> checkpoints)
            throws IOException {
        TrainingSettings training = settings(epochs);
        try (ImageIterator images =
                        ImageIterators.training(
                                this.training,
                                cached,
                                settings,
                                AugmentationSettings.none(),
                                BATCH,
                                1);
                ImageIterator judging =
                        ImageIterators.evaluation(validation, cached, settings, BATCH);
                Network network = new Network(settings.size(), training)) {
            Clock clock = new Clock();
            ArmTrainer trainer =
                    new ArmTrainer(
                            training, scores -> OptionalDouble.empty(), List.of(), checkpoints);
            if (features.isPresent()) {
                trainer.train(
                        network.graph(), byClass(), images, judging, features.get(), 1, clock);
            } else {
                trainer.train(
                        network.graph(),
                        byClass(),
                        epoch -> {
                            images.startEpoch(epoch - 1);
                            return images;
                        },
                        judging,
                        1,
                        clock);
            }
            return clock.seconds;
        }
    }

    /** Closes a network. */
    private record Network(ComputationGraph graph) implements AutoCloseable {
        Network(int size, TrainingSettings settings) {
            this(ResNet50Graph.create(size, settings, 1));
        }

        @Override
        public void close() {
            graph.close();
        }
    }

    private List<Integer> byClass() {
        int abnormal =
                (int) training.stream().filter(image -> image.label() == Label.ABNORMAL).count();
        return List.of(training.size() - abnormal, abnormal);
    }

    private static TrainingSettings settings(int epochs) {
        TrainingSettings defaults = TrainingSettings.defaults().withEpochs(epochs, epochs);
        return new TrainingSettings(
                defaults.epochs(),
                BATCH,
                1,
                defaults.optimiser(),
                defaults.learningRate(),
                defaults.momentum(),
                defaults.weightDecay(),
                Schedule.constant(),
                new StageSettings(5, 0, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)),
                defaults.batchNorm(),
                LossSettings.crossEntropy(),
                defaults.dropout(),
                defaults.patience(),
                defaults.select(),
                defaults.checkpointMinutes());
    }

    private static void print(String what, List<Double> seconds) {
        System.out.printf(
                Locale.ROOT,
                "%s: median %.3f s (first %.3f); %s%n",
                what,
                median(seconds),
                seconds.get(0),
                seconds.stream()
                        .map(value -> String.format(Locale.ROOT, "%.3f", value))
                        .collect(joining(" ")));
    }

    /** Without the first, which warms up, and computes the features. */
    private static double median(List<Double> seconds) {
        List<Double> sorted = seconds.stream().skip(1).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** From one epoch's end to the next one's: with everything that is done between them. */
    private static final class Clock implements ArmListener {
        private final List<Double> seconds = new ArrayList<>();
        private long last = System.nanoTime();

        @Override
        public void onEpoch(EpochResult result, Validation validation) {
            long now = System.nanoTime();
            seconds.add((now - last) / 1e9);
            last = now;
        }
    }
}
