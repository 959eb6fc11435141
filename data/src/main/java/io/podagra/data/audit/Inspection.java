package io.podagra.data.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/** What was seen in an image file. */
public sealed interface Inspection {
    /**
     * The file holds a whole image.
     *
     * @param width in pixels
     * @param height in pixels
     * @param channels 1 (grey) or 3 (colour)
     * @param contentDigest of the file's bytes, in hexadecimal
     * @param pixelDigest of the size and the grey values: equal for one picture in two lossless
     *     files
     * @param grey how bright it is
     * @param appearance what it looks like in the coarse
     * @param overlays where text or calipers are drawn into the image area
     * @param flags what is unusual about it as a whole
     */
    record Inspected(
            int width,
            int height,
            int channels,
            String contentDigest,
            String pixelDigest,
            GreyLevels grey,
            Appearance appearance,
            List<Box> overlays,
            Set<FrameFlag> flags)
            implements Inspection {
        public Inspected {
            requireNonNull(contentDigest, "contentDigest is null");
            requireNonNull(pixelDigest, "pixelDigest is null");
            requireNonNull(grey, "grey is null");
            requireNonNull(appearance, "appearance is null");
            overlays = List.copyOf(overlays);
            flags = Set.copyOf(flags);
        }
    }

    /**
     * The file holds no whole image.
     *
     * @param reason a few words that can follow the file's name, such as {@code is empty}
     */
    record Broken(String reason) implements Inspection {
        public Broken {
            requireNonNull(reason, "reason is null");
        }
    }
}
