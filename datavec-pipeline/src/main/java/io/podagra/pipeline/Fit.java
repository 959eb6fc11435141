package io.podagra.pipeline;

/** How an image of any shape becomes the square that the network takes. */
public enum Fit {
    /**
     * Kept in proportion, with black added: on both sides of a narrow image, below a wide one.
     *
     * <p>Black, as a scanner shows where no echo came from. An image continued as its mirror would
     * show a joint twice, signs of disease included, and once upside down. All of a wide image's
     * black is below, so that the skin stays at the top, where depth begins, whatever the shape.
     */
    PAD,

    /** Both sides scaled to the square, each by its own factor, which bends angles and shapes. */
    STRETCH
}
