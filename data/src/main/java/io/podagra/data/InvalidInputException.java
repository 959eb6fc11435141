package io.podagra.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Input of a user that cannot be used: a file, a row, a setting.
 *
 * <p>Each problem is one sentence that names the file, row or key, the value found, what was
 * expected and what to do. The commands print the problems and exit with code 1; no stack trace is
 * shown for this exception, so it must never hide a defect of ours.
 */
public final class InvalidInputException extends RuntimeException {
    private static final int SHOWN = 20;

    private final transient List<String> problems;

    public InvalidInputException(String problem) {
        this(List.of(problem));
    }

    public InvalidInputException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /**
     * @param problems every problem found, at least one
     */
    public InvalidInputException(List<String> problems) {
        super(summarise(problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem found, in the order of the input. */
    public List<String> problems() {
        return problems;
    }

    private static String summarise(List<String> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems is empty");
        }
        String shown = problems.stream().limit(SHOWN).collect(Collectors.joining("\n"));
        int more = problems.size() - SHOWN;
        return more > 0 ? shown + "\n... and " + more + " more" : shown;
    }
}
