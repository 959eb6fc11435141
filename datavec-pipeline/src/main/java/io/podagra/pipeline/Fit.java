package io.podagra.pipeline;

/** How an image of any shape becomes the square that the network takes. */
public enum Fit {
    /**
     * Kept in proportion in the middle, with black added on both sides, or above and below.
     *
     * <p>Black, as a scanner shows where no echo came from. An image continued as its mirror would
     * show a joint twice, signs of disease included, and once upside down. In the middle, so that a
     * turn or a shift in training moves black out of the square before it moves tissue.
     */
    PAD,

    /** Both sides scaled to the square, each by its own factor, which bends angles and shapes. */
    STRETCH
}
