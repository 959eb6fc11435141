package io.podagra.data;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A view that a cohort declares, such as the paper's dorsal, medial and plantar. Views are data:
 * another hospital has others.
 *
 * @param name lower case; letters, digits, {@code _} and {@code -}, so that it can name a folder
 */
public record View(String name) implements Comparable<View> {
    /** Means every view together, wherever sets of images are named; no view may bear it. */
    public static final String ALL = "all";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}");

    /**
     * @throws IllegalArgumentException if the name, stripped and in lower case, is no view name or
     *     {@value #ALL}
     */
    public View {
        name = name.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no view; expected one word of at most 64 letters, digits, '_' and '-', such as dorsal"
                            .formatted(name));
        }
        if (name.equals(ALL)) {
            throw new IllegalArgumentException(
                    "'%s' is reserved for the set of all views; name the view otherwise"
                            .formatted(name));
        }
    }

    @Override
    public int compareTo(View other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
