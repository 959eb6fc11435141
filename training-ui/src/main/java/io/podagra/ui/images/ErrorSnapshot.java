package io.podagra.ui.images;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Part;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images that a network or method is farthest from the label on.
 *
 * @param scorer the arm while it trains, the method ({@code single}, {@code multiple}) in the final
 *     evaluation
 * @param part {@link Part#VALIDATION} while training, {@link Part#TEST} for the final evaluation
 * @param epoch from 1; 0 in the final evaluation
 * @param best whether the epoch is the arm's best so far
 * @param missed abnormal images with the lowest scores, the lowest first
 * @param falseAlarms normal images with the highest scores, the highest first
 * @param time when they were scored
 */
public record ErrorSnapshot(
        String scorer,
        Part part,
        int epoch,
        boolean best,
        List<Scored> missed,
        List<Scored> falseAlarms,
        Instant time) {
    /**
     * @throws IllegalArgumentException for training images, which are not scored, or an epoch below
     *     0
     */
    public ErrorSnapshot {
        requireNonNull(scorer, "scorer is null");
        requireNonNull(part, "part is null");
        requireNonNull(time, "time is null");
        missed = List.copyOf(missed);
        falseAlarms = List.copyOf(falseAlarms);
        if (part == Part.TRAIN) {
            throw new IllegalArgumentException("training images are not scored");
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch is " + epoch + ", expected at least 0");
        }
    }

    /**
     * An image and what it was scored.
     *
     * @param scores probabilities of abnormal, 0 to 1, by arm or method, in the order of the page
     * @param explained what {@link ImagesPublisher#keep} calls its picture with what speaks for
     *     abnormal in it; empty if there is none
     */
    public record Scored(ShownImage image, Map<String, Double> scores, Optional<String> explained) {
        public Scored {
            requireNonNull(image, "image is null");
            requireNonNull(explained, "explained is null");
            // Not Map.copyOf: it would lose the order.
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        }

        /** Without a picture of what speaks for abnormal. */
        public Scored(ShownImage image, Map<String, Double> scores) {
            this(image, scores, Optional.empty());
        }
    }
}
