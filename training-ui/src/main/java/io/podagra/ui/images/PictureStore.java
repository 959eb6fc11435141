package io.podagra.ui.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.podagra.data.Part;
import io.podagra.ui.page.Json;
import io.podagra.ui.storage.JsonRecord;
import io.podagra.ui.storage.RecordWriter;
import io.podagra.ui.storage.RunStatsStorage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.core.storage.Persistable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a run in its storage, each once, named by their content. Of a type of their own,
 * so that only who asks for a picture reads one.
 */
final class PictureStore {
    /**
     * All pictures of a run together, as PNG; in the storage they are text and take a third more.
     */
    static final long MOST_BYTES = 6L << 20;

    /**
     * Room for the errors in the test, which come last: twelve of each method. 24 grey pictures
     * take 0.6 MiB at most, and coloured ones are few in ultrasound.
     */
    static final long FOR_TEST_BYTES = 1L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PictureStore.class);
    private static final String PNG = "png";
    private static final int NAME_BYTES = 16;

    private final String run;
    private final RecordWriter writer;
    private final Set<String> names = new HashSet<>();
    private long bytes;
    private boolean failed;

    PictureStore(RunStatsStorage run) {
        this.run = run.run();
        this.writer =
                new RecordWriter(
                        run.storage(), JsonRecord.PICTURES, run.run(), "The pictures of run");
        safely(() -> readNames(run));
    }

    private void readNames(RunStatsStorage storage) {
        for (Persistable known :
                storage.storage().getAllStaticInfos(storage.run(), JsonRecord.PICTURES)) {
            if (known instanceof JsonRecord found) {
                Optional<byte[]> png = png(found.json());
                if (png.isPresent()) {
                    names.add(found.getWorkerID());
                    bytes += png.get().length;
                }
            }
        }
    }

    /**
     * Makes a picture and keeps it, unless it is there already.
     *
     * @param part it is of: only the test may use the room that is left for it
     * @return its name; empty if it cannot be made or there is no room for it
     */
    synchronized Optional<String> keep(Part part, Supplier<BufferedImage> picture) {
        Optional<byte[]> made = made(picture);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        byte[] png = made.get();
        String name = name(png);
        if (!names.contains(name)) {
            long most = part == Part.TEST ? MOST_BYTES : MOST_BYTES - FOR_TEST_BYTES;
            if (bytes + png.length > most) {
                return Optional.empty();
            }
            names.add(name);
            bytes += png.length;
            writer.put(name, () -> Json.object().put(PNG, png).toString());
        }
        return Optional.of(name);
    }

    /** Empties the records of all pictures: the storage removes none, but replaces them. */
    synchronized void clear() {
        names.forEach(name -> writer.put(name, () -> Json.object().toString()));
        names.clear();
        bytes = 0;
    }

    /** The bytes of a picture from its record; empty if that is damaged or has been cleared. */
    static Optional<byte[]> png(String json) {
        try {
            JsonNode node = Json.read(json).path(PNG);
            return node.isTextual() ? Optional.of(node.binaryValue()) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> made(Supplier<BufferedImage> picture) {
        byte[][] made = {null};
        safely(() -> made[0] = PicturePng.of(picture.get()));
        return Optional.ofNullable(made[0]);
    }

    /** Nothing that has to do with pictures stops training. */
    private void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            if (!failed) {
                failed = true;
                // Not its message: that may name an image of a patient.
                LOG.warn(
                        "A picture for the images page of run {} cannot be made ({}); the run goes"
                                + " on without",
                        run,
                        e.getClass().getSimpleName());
            }
        }
    }

    private static String name(byte[] png) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(png);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
