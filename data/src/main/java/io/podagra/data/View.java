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
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}");

    /**
     * @throws IllegalArgumentException if the name, stripped and in lower case, is no view name
     */
    public View {
        name = name.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "view '" + name + "' is not a word of letters, digits, '_' and '-'");
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
