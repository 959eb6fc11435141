package io.podagra.ui.storage;

import java.util.regex.Pattern;

/**
 * The names under which a run's records lie in the storage. They appear in addresses and in
 * Deeplearning4j's session list, so they keep to letters of any script, digits, dots, hyphens and
 * underscores; in particular they never hold the separators that the storage puts between names.
 */
public final class SessionId {
    /** Between the names of a run and of an arm. */
    static final String SEPARATOR = "-";

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._-]+");

    private SessionId() {}

    static String ofRun(String run) {
        return clean("run", run);
    }

    public static String ofArm(String run, String arm) {
        return clean("run", run) + SEPARATOR + clean("arm", arm);
    }

    private static String clean(String what, String name) {
        // Two dots in a row would make an address that the guard refuses.
        String cleaned = OTHER.matcher(name.strip()).replaceAll("-").replaceAll("\\.{2,}", ".");
        if (cleaned.isEmpty()) {
            throw new IllegalArgumentException("the name of the " + what + " is empty");
        }
        return cleaned;
    }
}
