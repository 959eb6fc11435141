package io.podagra.ui.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Podagra's own pages, in the order of the navigation. */
public enum Page {
    /** What a run does now, and on what. */
    STUDY,

    /** The curves of the training of each arm. */
    TRAINING,

    /** ROC curves and AUC. */
    ROC,

    /** The search for the settings of each arm. */
    TRIALS,

    /** Varied training samples, and the images that are farthest from their labels. */
    IMAGES,

    /** Several runs side by side: settings, data, results. */
    RUNS;

    /** As in addresses and in the names of the page's files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The address, of one segment. What the page shows is at {@code PATH/data}. */
    public String path() {
        return "/" + word();
    }

    /** The page at an address. */
    public static Optional<Page> at(String path) {
        return Arrays.stream(values()).filter(page -> page.path().equals(path)).findFirst();
    }
}
