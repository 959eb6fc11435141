import com.sun.management.OperatingSystemMXBean;
import io.podagra.data.Cohort;
import io.podagra.data.ProgressListener;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.CachedImages;
import io.podagra.pipeline.ImageCache;
import io.podagra.pipeline.ImageIterator;
import io.podagra.pipeline.ImageIterators;
import io.podagra.pipeline.ImageSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Images/s of the training iterator with the default augmentation, the network left out. Arguments:
 * the cohort, the size, the epochs, {@code files} or {@code cache}, and for the latter its folder.
 * Prints one line for each epoch: images/s and milliseconds of processor time for an image.
 */
public final class PipelineThroughput {
    /** Epochs until the virtual machine has compiled what is used. */
    private static final int WARMING = 4;

    private PipelineThroughput() {}

    public static void main(String[] arguments) throws IOException {
        Cohort cohort = Cohort.read(Path.of(arguments[0]));
        ImageSettings settings = new ImageSettings(Integer.parseInt(arguments[1]));
        int epochs = Integer.parseInt(arguments[2]);
        try (CachedImages cached = cached(cohort, settings, arguments);
                ImageIterator iterator =
                        ImageIterators.training(
                                cohort.images(),
                                cached,
                                settings,
                                AugmentationSettings.defaults(),
                                32,
                                1)) {
            for (int epoch = 0; epoch < WARMING + epochs; epoch++) {
                long start = System.nanoTime();
                long busy = processorNanos();
                iterator.startEpoch(epoch);
                long images = 0;
                while (iterator.hasNext()) {
                    images += iterator.next().numExamples();
                }
                if (epoch >= WARMING) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    double busySeconds = (processorNanos() - busy) / 1e9;
                    System.out.printf(
                            Locale.ROOT, "%.1f %.3f%n", images / seconds, 1e3 * busySeconds / images);
                }
            }
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static CachedImages cached(Cohort cohort, ImageSettings settings, String[] arguments) {
        if (arguments[3].equals("files")) {
            return CachedImages.none();
        }
        ImageCache cache =
                new ImageCache(
                        Path.of(arguments[4]), ImageCache.DEFAULT_BYTES, System.err::println);
        return cache.open(cohort.images(), settings, ProgressListener.SILENT);
    }
}
