package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Part;
import io.podagra.data.View;

/**
 * What one line of a chart follows through a run.
 *
 * @param arm what was evaluated: an arm while it trains ({@code single} or a view's), a method
 *     ({@code single}, {@value #MULTIPLE}) on test images; {@value #MULTIPLE} on validation images
 *     is the views' networks put together
 * @param set the images it was evaluated on: {@value #ALL} or a view
 * @param part {@link Part#VALIDATION} while training, {@link Part#TEST} for the final evaluation
 */
public record RocSeries(String arm, String set, Part part) {
    /** The name of the set of all images. */
    public static final String ALL = View.ALL;

    /** The name of the method of one network per view. */
    public static final String MULTIPLE = "multiple";

    /**
     * @throws IllegalArgumentException for training images, which are not evaluated
     */
    public RocSeries {
        requireNonNull(arm, "arm is null");
        requireNonNull(set, "set is null");
        requireNonNull(part, "part is null");
        if (part == Part.TRAIN) {
            throw new IllegalArgumentException("training images are not evaluated");
        }
    }
}
