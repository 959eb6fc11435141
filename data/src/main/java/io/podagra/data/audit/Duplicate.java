package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import io.podagra.data.ImagePair;

/**
 * Two images that show the same.
 *
 * @param pair in the manifest's order
 * @param kind how far the same
 * @param likeness as {@link ImageInspector#likeness} measures it; 1 unless the kind is {@link
 *     Kind#NEAR}
 * @param hashDistance in how many of 64 bits the perceptual hashes differ
 */
public record Duplicate(ImagePair pair, Kind kind, double likeness, int hashDistance) {
    /** How far two images are the same. */
    public enum Kind {
        /** The files are the same, byte for byte. */
        SAME_FILE,
        /** The files differ, but not in a grey value. */
        SAME_PIXELS,
        /** One is the other saved anew, resized, cropped or drawn into, or the very next frame. */
        NEAR
    }

    public Duplicate {
        requireNonNull(pair, "pair is null");
        requireNonNull(kind, "kind is null");
    }
}
