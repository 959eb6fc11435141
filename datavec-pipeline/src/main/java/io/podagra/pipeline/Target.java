package io.podagra.pipeline;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;

/** What a network is to say of an image: the labels of a batch, one row an image. */
public interface Target {
    /** One-hot: normal, abnormal. */
    Target LABEL =
            new Target() {
                @Override
                public int size() {
                    return Label.values().length;
                }

                @Override
                public float[] of(CohortImage image) {
                    float[] oneHot = new float[size()];
                    oneHot[image.label().code()] = 1;
                    return oneHot;
                }
            };

    /** Values in a row. */
    int size();

    /**
     * The row of an image.
     *
     * @return {@link #size()} values
     */
    float[] of(CohortImage image);
}
