import com.sun.management.OperatingSystemMXBean;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.View;
import io.podagra.data.audit.Appearance;
import io.podagra.data.audit.Duplicates;
import io.podagra.data.audit.GreyLevels;
import io.podagra.data.audit.ImageInspector;
import io.podagra.data.audit.Inspection;
import io.podagra.data.audit.Inspection.Inspected;
import io.podagra.data.audit.Inspections;
import io.podagra.data.phantom.PhantomCohort;
import io.podagra.pipeline.CohortInspector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** How many overlays are found, how bright images are, and how long the search takes. */
public final class AuditBenchmark {
    private static final int LARGE = 200_000;

    private AuditBenchmark() {}

    public static void main(String[] cohorts) throws IOException {
        for (String cohort : cohorts) {
            overlays(Cohort.read(Path.of(cohort)));
        }
        largeSearch();
    }

    private static void overlays(Cohort cohort) throws IOException {
        Inspections seen =
                Inspections.of(cohort.images(), new CohortInspector(), ProgressListener.SILENT);
        Set<String> drawnOn = withOverlays(cohort);
        int[] images = new int[2];
        int[] flagged = new int[2];
        int leastContrast = 255;
        int leastBright = 255;
        for (CohortImage image : cohort.images()) {
            Inspected one = seen.whole().get(image);
            int kind = drawnOn.contains(image.id()) ? 1 : 0;
            images[kind]++;
            flagged[kind] += one.overlays().isEmpty() ? 0 : 1;
            leastContrast = Math.min(leastContrast, one.grey().high() - one.grey().low());
            leastBright = Math.min(leastBright, one.grey().bright());
        }
        System.out.printf(
                Locale.ROOT,
                "%s: overlays found in %,d of %,d images%s; least contrast %d, least 95th percentile"
                        + " %d%n",
                cohort.folder().getFileName(),
                cohort.synthetic() ? flagged[1] : flagged[0],
                cohort.synthetic() ? images[1] : images[0],
                cohort.synthetic()
                        ? " with calipers or a caption, in %,d of %,d without".formatted(flagged[0], images[0])
                        : "",
                leastContrast,
                leastBright);
    }

    /** The phantom's images that have calipers or a caption; none of another cohort. */
    private static Set<String> withOverlays(Cohort cohort) throws IOException {
        Path truth = cohort.folder().resolve(PhantomCohort.TRUTH);
        if (!Files.exists(truth)) {
            return Set.of();
        }
        // The first column is the image, the last one its overlays; no value has a comma.
        return Files.readAllLines(truth).stream()
                .skip(1)
                .filter(row -> !row.endsWith(","))
                .map(row -> row.substring(0, row.indexOf(',')))
                .collect(Collectors.toSet());
    }

    /** Of images that look like nothing else, so that the time is that of the search itself. */
    private static void largeSearch() {
        List<CohortImage> images = new ArrayList<>();
        for (int index = 0; index < LARGE; index++) {
            String id = index + ".png";
            images.add(
                    new CohortImage(
                            id, Path.of(id), "p" + index, new View("a"), Label.NORMAL, Map.of()));
        }
        Strangers strangers = new Strangers();
        Inspections seen = Inspections.of(images, strangers, ProgressListener.SILENT);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        long start = System.nanoTime();
        long busy = processorTime();
        Duplicates.find(seen, strangers, ProgressListener.SILENT);
        System.out.printf(
                Locale.ROOT,
                "search among %,d images: %.0f s, %.0f s on all processors, %,d pairs looked at"
                        + " closely, %.1f KB of heap an image%n",
                LARGE,
                (System.nanoTime() - start) / 1e9,
                (processorTime() - busy) / 1e9,
                strangers.looks.get(),
                heap / 1024.0 / LARGE);
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static final class Strangers implements ImageInspector {
        private final AtomicLong looks = new AtomicLong();

        @Override
        public Inspection inspect(CohortImage image) {
            Random random = new Random(image.id().hashCode());
            int[] histogram = new int[256];
            histogram[10] = histogram[100] = histogram[200] = 1;
            return new Inspected(
                    400,
                    300,
                    1,
                    image.id() + "-".repeat(56),
                    image.id() + "+".repeat(56),
                    GreyLevels.of(histogram),
                    new Appearance(look(random), look(random)),
                    List.of(),
                    Set.of());
        }

        private static Appearance.Look look(Random random) {
            float[] frequencies = new float[63];
            for (int index = 0; index < frequencies.length; index++) {
                frequencies[index] = (float) random.nextGaussian();
            }
            return new Appearance.Look(random.nextLong(), frequencies);
        }

        @Override
        public double likeness(CohortImage first, CohortImage second) {
            looks.incrementAndGet();
            return 0;
        }

        @Override
        public byte[] thumbnail(CohortImage image, int width) {
            return new byte[0];
        }
    }
}
