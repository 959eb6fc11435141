package io.podagra.eval;

import java.util.Locale;

/**
 * The two ways of the study to classify an image: one network trained on all views, or one network
 * per view.
 */
public enum Method {
    SINGLE,
    MULTIPLE;

    /** The spelling in the files Podagra writes: {@code single} or {@code multiple}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of {@code scores.csv} that holds this method's scores. */
    public String column() {
        return "score_" + word();
    }
}
