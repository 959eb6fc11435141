package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Part;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A ROC curve at one moment of a run, as the page of ROC curves shows it.
 *
 * @param series what it is of
 * @param epoch after which epoch of the network in training; 0 for the final evaluation
 * @param epochs how many epochs each network behind the scores has been trained, by arm; empty for
 *     the final evaluation
 * @param result the curve and its figures
 * @param synthetic whether any of the images is synthetic, which the page says loudly
 * @param time when it was computed
 */
public record RocSnapshot(
        RocSeries series,
        int epoch,
        Map<String, Integer> epochs,
        RocResult result,
        boolean synthetic,
        Instant time) {
    /**
     * @throws IllegalArgumentException if an epoch is negative, or validation images come without
     *     epochs or test images with some
     */
    public RocSnapshot {
        requireNonNull(series, "series is null");
        requireNonNull(result, "result is null");
        requireNonNull(time, "time is null");
        // Not Map.copyOf: it would lose the order of the arms.
        epochs = Collections.unmodifiableMap(new LinkedHashMap<>(epochs));
        boolean training = series.part() == Part.VALIDATION;
        if (training ? epoch < 1 || epochs.isEmpty() : epoch != 0 || !epochs.isEmpty()) {
            throw new IllegalArgumentException(
                    "epoch %d, epochs %s of %s images"
                            .formatted(epoch, epochs, series.part().word()));
        }
    }

    /** Of one arm after an epoch. */
    public static RocSnapshot ofArm(
            RocSeries series, int epoch, RocResult result, boolean synthetic, Instant time) {
        return new RocSnapshot(series, epoch, Map.of(series.arm(), epoch), result, synthetic, time);
    }

    /** Of a method on test images. */
    public static RocSnapshot ofMethod(
            RocSeries series, RocResult result, boolean synthetic, Instant time) {
        return new RocSnapshot(series, 0, Map.of(), result, synthetic, time);
    }

    RocSnapshot thinned(int limit) {
        return new RocSnapshot(series, epoch, epochs, result.thinned(limit), synthetic, time);
    }
}
