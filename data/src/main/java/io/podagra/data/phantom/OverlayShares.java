package io.podagra.data.phantom;

import io.podagra.data.InvalidInputException;

/**
 * How many images have calipers, and how many have a caption, drawn inside the image, as someone at
 * the device leaves them. Equal shares say nothing about the label; unequal ones are a shortcut
 * that a network can take instead of looking at the joint.
 *
 * @param abnormal of the images labelled abnormal, in [0, 1]; calipers and captions are drawn
 *     independently of each other
 * @param normal the same of the images labelled normal
 */
public record OverlayShares(double abnormal, double normal) {
    /**
     * @throws InvalidInputException if a share is not in [0, 1]
     */
    public OverlayShares {
        require("abnormal", abnormal);
        require("normal", normal);
    }

    private static void require(String label, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidInputException(
                    "The share of "
                            + label
                            + " images with overlays is "
                            + share
                            + ", expected from 0 to 1");
        }
    }
}
