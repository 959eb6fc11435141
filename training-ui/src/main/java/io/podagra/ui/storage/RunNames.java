package io.podagra.ui.storage;

import java.util.Set;

/** Names that tell runs apart whose folders have the same name. */
public final class RunNames {
    private RunNames() {}

    /**
     * The name itself, or with the first number from 2 that makes it another: {@code study}, {@code
     * study-2}.
     *
     * @param taken the names of the other runs
     */
    public static String another(String name, Set<String> taken) {
        String own = name;
        for (int number = 2; taken.contains(own); number++) {
            own = name + SessionId.SEPARATOR + number;
        }
        return own;
    }
}
