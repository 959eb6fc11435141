package io.podagra.ui.storage;

/**
 * The names of a run's sessions in its file, which leave the run's own name out: a folder that was
 * renamed or copied shows under the name that it has now.
 */
record SessionNames(String run) {
    /** Before a session that is not named after the run. */
    private static final String FOREIGN = "/";

    String inFile(String session) {
        if (session.equals(run)) {
            return "";
        }
        return session.startsWith(run + SessionId.SEPARATOR)
                ? session.substring(run.length())
                : FOREIGN + session;
    }

    String shown(String inFile) {
        return inFile.startsWith(FOREIGN) ? inFile.substring(FOREIGN.length()) : run + inFile;
    }
}
