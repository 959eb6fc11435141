package io.podagra.data.phantom;

import io.podagra.data.AtomicFiles;
import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.SyntheticMark;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a synthetic cohort: {@code manifest.csv} and {@code images/}, 8-bit grey PNG. Beside the
 * columns every cohort has, the manifest tells {@code laterality}, {@code device}, {@code
 * synthetic}, the {@code signs} shown, joined by {@code +}, and the {@code severity} of the worst.
 *
 * <p>Every patient's identifier and every image's file name begins with {@link
 * SyntheticMark#PREFIX}, and every image has {@link SyntheticMark#TEXT} burned into its margin.
 */
public final class PhantomCohort {
    private static final String IMAGES = "images";
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private PhantomCohort() {}

    /**
     * Makes the images on all processors. On one Java platform, the bytes depend on the settings
     * alone. A new folder gets its name when it is complete; an empty one gets its manifest last.
     * What is unfinished when the program is asked to end is deleted.
     *
     * @param folder new or empty; the folders above it are created
     * @param progress told of every image
     * @throws InvalidInputException if there is something of this name that is no empty folder
     * @throws IOException if the cohort cannot be written; nothing is left then
     */
    public static void write(Path folder, PhantomSettings settings, ProgressListener progress)
            throws IOException {
        write(folder, settings, progress, Runtime.getRuntime().availableProcessors());
    }

    static void write(Path folder, PhantomSettings settings, ProgressListener progress, int threads)
            throws IOException {
        requireFree(folder);
        Path target = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            fill(target, settings, progress, threads);
        } else {
            create(target, settings, progress, threads);
        }
    }

    /**
     * In the folder itself, not in place of it: it may be a mount point, or have its own rights.
     */
    private static void fill(
            Path folder, PhantomSettings settings, ProgressListener progress, int threads)
            throws IOException {
        try (UnfinishedFolder unfinished = UnfinishedFolder.contentOf(folder)) {
            List<CohortPlan.PlannedImage> plan = CohortPlan.of(settings);
            writeImages(folder, plan, settings, progress, threads);
            unfinished.finish(() -> writeManifest(folder, plan, settings));
        }
    }

    private static void create(
            Path target, PhantomSettings settings, ProgressListener progress, int threads)
            throws IOException {
        Files.createDirectories(target.getParent());
        Path temporary =
                target.resolveSibling(
                        "." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (UnfinishedFolder unfinished = UnfinishedFolder.whole(temporary)) {
            List<CohortPlan.PlannedImage> plan = CohortPlan.of(settings);
            writeImages(temporary, plan, settings, progress, threads);
            unfinished.finish(
                    () -> {
                        writeManifest(temporary, plan, settings);
                        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                    });
        }
    }

    private static void requireFree(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    folder + ": is a file, expected a new or empty folder; choose another name");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new InvalidInputException(
                            folder
                                    + ": is not empty, expected a new or empty folder; choose"
                                    + " another name, or empty it");
                }
            }
        }
    }

    private static void writeImages(
            Path folder,
            List<CohortPlan.PlannedImage> plan,
            PhantomSettings settings,
            ProgressListener progress,
            int threads)
            throws IOException {
        Files.createDirectories(folder.resolve(IMAGES));
        AtomicLong done = new AtomicLong();
        progress.progressed(0, plan.size());
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (CohortPlan.PlannedImage planned : plan) {
                futures.add(
                        workers.submit(
                                () -> {
                                    byte[] png = PhantomImage.draw(planned, settings).toPng();
                                    Files.write(
                                            folder.resolve(IMAGES).resolve(planned.fileName()),
                                            png);
                                    progress.progressed(done.incrementAndGet(), plan.size());
                                    return null;
                                }));
            }
            for (Future<?> future : futures) {
                await(future);
            }
        } finally {
            stop(workers);
        }
    }

    private static void await(Future<?> future) throws IOException {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw new IllegalStateException("an image could not be drawn", e.getCause());
        }
    }

    /** Waits for the images that are being written, so that none comes after the cleaning up. */
    private static void stop(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void writeManifest(
            Path folder, List<CohortPlan.PlannedImage> plan, PhantomSettings settings)
            throws IOException {
        AtomicFiles.writeText(
                folder.resolve(Cohort.MANIFEST), writer -> printManifest(writer, plan, settings));
    }

    private static void printManifest(
            Appendable out, List<CohortPlan.PlannedImage> plan, PhantomSettings settings)
            throws IOException {
        try (CSVPrinter printer = new CSVPrinter(out, CSV)) {
            printer.printRecord(
                    "image",
                    "patient_id",
                    "view",
                    "label",
                    "laterality",
                    "device",
                    SyntheticMark.COLUMN,
                    "signs",
                    "severity");
            for (CohortPlan.PlannedImage planned : plan) {
                Patient patient = planned.patient();
                Disease disease = PhantomImage.disease(planned, settings);
                printer.printRecord(
                        IMAGES + "/" + planned.fileName(),
                        patient.id(),
                        planned.view().word(),
                        (planned.abnormal() ? Label.ABNORMAL : Label.NORMAL).word(),
                        patient.left() ? "left" : "right",
                        patient.device().label(),
                        true,
                        disease.words(),
                        String.format(Locale.ROOT, "%.2f", disease.severity()));
            }
        }
    }
}
