package io.podagra.ui.images;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Some training images of an arm, as its network is given them.
 *
 * @param arm whose
 * @param samples in the order of the page
 * @param time when the arm's training began
 */
public record SampleSnapshot(String arm, List<Sample> samples, Instant time) {
    public SampleSnapshot {
        requireNonNull(arm, "arm is null");
        requireNonNull(time, "time is null");
        samples = List.copyOf(samples);
    }

    /**
     * A training image.
     *
     * @param image as prepared
     * @param variants as it is given to the network; empty if images are not varied
     */
    public record Sample(ShownImage image, List<Variant> variants) {
        public Sample {
            requireNonNull(image, "image is null");
            variants = List.copyOf(variants);
        }
    }

    /**
     * An image as it is given to the network in one epoch.
     *
     * @param epoch from 1
     * @param picture what {@link ImagesPublisher#keep} calls it; empty if there is none
     * @param changes what was done to it, in order; empty if nothing was
     */
    public record Variant(int epoch, Optional<String> picture, List<Change> changes) {
        public Variant {
            if (epoch < 1) {
                throw new IllegalArgumentException("epoch is " + epoch + ", expected at least 1");
            }
            requireNonNull(picture, "picture is null");
            changes = List.copyOf(changes);
        }
    }

    /**
     * One thing that was done to an image.
     *
     * @param what a word that the page has a text for, such as {@code turned}
     * @param amount with its unit; may be empty
     */
    public record Change(String what, String amount) {
        public Change {
            requireNonNull(what, "what is null");
            requireNonNull(amount, "amount is null");
        }
    }
}
