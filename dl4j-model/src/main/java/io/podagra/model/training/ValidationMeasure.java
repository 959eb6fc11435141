package io.podagra.model.training;

import java.util.OptionalDouble;

/**
 * What the best epoch is chosen by: the area under the ROC curve. The statistics live in the eval
 * module, which this module does not know; the commands put the two together.
 */
@FunctionalInterface
public interface ValidationMeasure {
    /**
     * @return in [0, 1], larger is better; empty when the images are of one class
     */
    OptionalDouble of(Scores scores);
}
