package io.podagra.ui.images;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Part;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RecordWriter;
import io.podagra.ui.storage.RunStatsStorage;
import java.awt.image.BufferedImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts pictures of a run's images into a Deeplearning4j storage, from where the images page shows
 * them: at once if the storage is attached to a {@code TrainingUi}, and whenever it is opened
 * again.
 *
 * <p>A picture is kept once, however often it is shown. All pictures of a run take 6 MiB at most,
 * as PNG of at most 160 pixels a side; in the storage, as text, a third more. The last of these is
 * for the test, whose images come last. What comes after that is shown without a picture. Of an
 * arm's errors, those of the latest and of the best epoch are kept.
 *
 * <p>Neither making nor publishing a picture ever throws: a failure is logged once, without the
 * name of an image, and training goes on. Safe for use by several threads.
 */
public final class ImagesPublisher {
    private final RecordWriter writer;
    private final Optional<PictureStore> pictures;

    /**
     * Into the storage of a run, under its name.
     *
     * @param arms in the order of the page
     * @param kept whether pictures are wanted; if not, the page says so, and nothing else is
     *     published; those that an earlier part of the run kept are removed
     * @param synthetic whether any of the images is synthetic, which the page says loudly
     */
    public ImagesPublisher(
            RunStatsStorage run, List<String> arms, boolean kept, boolean synthetic) {
        requireNonNull(run, "run is null");
        writer = new RecordWriter(run.storage(), JsonRecord.IMAGES, run.run(), "The images of run");
        PictureStore store = new PictureStore(run);
        if (!kept) {
            store.clear();
        }
        pictures = kept ? Optional.of(store) : Optional.empty();
        writer.put(
                JsonRecord.WORKER_ID,
                () -> ImagesJson.run(arms, kept, synthetic, Instant.now()).toString());
    }

    /** Whether pictures are wanted at all. */
    public boolean keepsPictures() {
        return pictures.isPresent();
    }

    /**
     * Makes a picture and keeps it, unless it is there already.
     *
     * @param part the image is of
     * @param picture is asked once, in this thread; may throw
     * @return its name; empty if it cannot be made, there is no room for it, or none is wanted
     */
    public Optional<String> keep(Part part, Supplier<BufferedImage> picture) {
        requireNonNull(part, "part is null");
        requireNonNull(picture, "picture is null");
        return pictures.flatMap(store -> store.keep(part, picture));
    }

    /** Publishes an arm's samples, in place of earlier ones. */
    public void publish(SampleSnapshot samples) {
        requireNonNull(samples, "samples is null");
        if (keepsPictures()) {
            writer.put("samples-" + key(samples.arm()), () -> ImagesJson.write(samples).toString());
        }
    }

    /** Publishes errors as the latest of their scorer and part, and as those of the best epoch. */
    public void publish(ErrorSnapshot errors) {
        requireNonNull(errors, "errors is null");
        if (!keepsPictures()) {
            return;
        }
        String of = errors.part().word() + "-" + key(errors.scorer());
        writer.put("latest-" + of, () -> ImagesJson.write(errors).toString());
        if (errors.best()) {
            writer.put("best-" + of, () -> ImagesJson.write(errors).toString());
        }
    }

    /** Another key for every other arm, without the characters that the storage puts in between. */
    private static String key(String arm) {
        return URLEncoder.encode(arm, StandardCharsets.UTF_8);
    }
}
