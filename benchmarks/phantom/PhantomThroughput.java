package io.podagra.data.phantom;

import io.podagra.data.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Writes the same cohort again and again, with its masks and tables, and prints how fast.
 * Arguments: images, threads, runs.
 */
public final class PhantomThroughput {
    /** The size that rates are converted to, in pixels. */
    private static final int WIDTH = 412;

    private static final int DEPTH = 256;

    private PhantomThroughput() {}

    public static void main(String[] arguments) throws IOException {
        int images = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        PhantomSettings settings = PhantomSettings.paper().withSize(images / 12, images);
        Path folder = Files.createTempDirectory("phantom-throughput");
        double pixels = 0;
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            Path cohort = folder.resolve("run-" + run);
            long start = System.nanoTime();
            PhantomCohort.write(cohort, settings, ProgressListener.SILENT, threads);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (run == 0) {
                pixels = meanPixels(cohort, settings);
                System.out.printf(Locale.ROOT, "first run: %.1f images/s%n", images / seconds);
            } else {
                rates.add(images / seconds);
            }
            delete(cohort);
        }
        delete(folder);
        Collections.sort(rates);
        double median = rates.get(rates.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "%d images, %d threads, %d runs after it: %.1f images/s (median; %.1f to %.1f)%n"
                        + "%.0f pixels an image in the mean; at %d x %d pixels: %.1f images/s%n",
                images,
                threads,
                runs,
                median,
                rates.get(0),
                rates.get(rates.size() - 1),
                pixels,
                WIDTH,
                DEPTH,
                median * pixels / (WIDTH * DEPTH));
    }

    /** Without the devices' margins. */
    private static double meanPixels(Path cohort, PhantomSettings settings) throws IOException {
        List<CohortPlan.PlannedImage> plan = CohortPlan.of(settings);
        double pixels = 0;
        for (CohortPlan.PlannedImage planned : plan) {
            Path file = cohort.resolve(PhantomCohort.IMAGES).resolve(planned.fileName());
            BufferedImage image = ImageIO.read(file.toFile());
            Device.Margins margins = planned.study().device().margins();
            int width = image.getWidth() - margins.left() - margins.right();
            pixels += (double) width * (image.getHeight() - margins.top() - margins.bottom());
        }
        return pixels / plan.size();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
