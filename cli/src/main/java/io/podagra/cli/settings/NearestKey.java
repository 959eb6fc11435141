package io.podagra.cli.settings;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a user most likely meant. */
final class NearestKey {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private NearestKey() {}

    /**
     * Names the nearest setting if there is a near one, else where to find them all.
     *
     * @param key the unknown one, such as {@code training.epoch} or just {@code epochs}
     * @param known every setting, as {@code section.key}
     */
    static String hint(String key, List<String> known) {
        int near = Math.max(2, lastWord(key).length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .filter(candidate -> distance(key, candidate) <= near)
                .map(candidate -> "did you mean '" + candidate + "'?")
                .orElse("'./podagra config' prints them all");
    }

    /** A key in the wrong section is as near as its last word. */
    private static int distance(String key, String candidate) {
        return Math.min(
                DISTANCE.apply(key, candidate), DISTANCE.apply(lastWord(key), lastWord(candidate)));
    }

    private static String lastWord(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
