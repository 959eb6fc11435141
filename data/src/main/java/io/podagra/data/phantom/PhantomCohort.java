package io.podagra.data.phantom;

import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import io.podagra.data.SyntheticMark;
import io.podagra.data.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Writes a synthetic cohort: {@code manifest.csv} and {@code images/}, 8-bit grey PNG, and the
 * truth about them, which a study must not read: {@code truth.csv} and {@code masks/}.
 *
 * <p>Beside the columns every cohort has, the manifest tells {@code study_id}, {@code laterality},
 * {@code device}, {@code site}, {@code acquired_at} (an invented ISO date) and {@code synthetic}.
 * Its label is the reader's, who errs on some images if {@link PhantomSettings#labelNoise} says so.
 *
 * <p>{@code truth.csv} has one row for each image, in the manifest's order:
 *
 * <ul>
 *   <li>{@code image}, as in the manifest;
 *   <li>{@code label}, {@code abnormal} if a sign was drawn, whatever the reader thought;
 *   <li>{@code mask}, path from the folder to the mask; empty for a normal image;
 *   <li>for each {@link Sign} a column named by its word: its severity, 0 if it was not drawn, else
 *       at most 1;
 *   <li>{@code distractors}, joined by {@code +}: {@code interface-sign}, {@code cortical-break},
 *       {@code fluid}, {@code specks};
 *   <li>{@code overlays}, joined by {@code +}: {@code calipers}, {@code caption}.
 * </ul>
 *
 * <p>A mask is an 8-bit grey PNG of its image's size. A pixel's value is the sum of the {@link
 * Sign#maskBit} of the signs that show there: 2 where there is a tophus, 6 where there are
 * aggregates in it, 0 elsewhere. What of a sign lies in deep shadow is left out.
 *
 * <p>Every patient's, study's and site's identifier and every image's file name begins with {@link
 * SyntheticMark#PREFIX}, and every image has {@link SyntheticMark#TEXT} burned into its margin.
 */
public final class PhantomCohort {
    /** Name of the file that tells what was drawn. */
    public static final String TRUTH = "truth.csv";

    static final String IMAGES = "images";
    static final String MASKS = "masks";

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
            unfinished.finish(() -> new CohortTables(plan, settings).write(folder));
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
                        new CohortTables(plan, settings).write(temporary);
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
        Files.createDirectories(folder.resolve(MASKS));
        AtomicLong done = new AtomicLong();
        progress.progressed(0, plan.size());
        try (Workers workers = new Workers(threads)) {
            workers.map(
                    plan,
                    planned -> {
                        writeImage(folder, planned, settings);
                        progress.progressed(done.incrementAndGet(), plan.size());
                        return planned;
                    });
        }
    }

    private static void writeImage(
            Path folder, CohortPlan.PlannedImage planned, PhantomSettings settings)
            throws IOException {
        PhantomImage image = PhantomImage.draw(planned, settings);
        String name = planned.fileName();
        Files.write(folder.resolve(IMAGES).resolve(name), image.screen().toPng());
        if (planned.abnormal()) {
            Files.write(folder.resolve(MASKS).resolve(name), image.mask().toPng());
        }
    }
}
