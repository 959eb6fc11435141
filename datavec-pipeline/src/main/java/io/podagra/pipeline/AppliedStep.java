package io.podagra.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * One thing that was done to an image to vary it.
 *
 * @param what was done
 * @param amount with its unit, such as {@code +3.2°}; empty where there is none to tell
 */
public record AppliedStep(What what, String amount) {
    /** What can be done, in the order in which it is done. */
    public enum What {
        /** By degrees counter-clockwise. */
        TURNED("turned"),

        /** By a factor. */
        SCALE("scale"),

        /** To the right and down, in per cent of the side. */
        SHIFT("shift"),

        /** Left and right exchanged. */
        MIRRORED("mirrored"),

        /** Up and down exchanged. */
        UPSIDE_DOWN("upside down"),

        /** With grain of a relative strength. */
        SPECKLE("speckle"),

        /** Brighter with depth by a share. */
        TGC("TGC"),

        /** By a factor on grey values. */
        GAIN("gain"),

        /** By a factor on their distance from the mean. */
        CONTRAST("contrast"),

        /** By an exponent of the grey curve. */
        GAMMA("gamma");

        private final String word;

        What(String word) {
            this.word = word;
        }
    }

    public AppliedStep {
        requireNonNull(what, "what is null");
        requireNonNull(amount, "amount is null");
    }

    /** For a caption, such as {@code gain 1.08}. */
    public String words() {
        return amount.isEmpty() ? what.word : what.word + " " + amount;
    }
}
