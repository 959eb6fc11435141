package io.podagra.cli.terminal;

import java.util.regex.Pattern;

/**
 * Text of a file that may come from anywhere, such as a manifest or a model, fit for a terminal: it
 * cannot move the cursor, change colours or turn the direction of writing.
 */
public final class Printable {
    /** Control characters, such as those that begin a terminal's commands, and invisible ones. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]");

    private Printable() {}

    /** The text in one line, with a question mark for each character that cannot be seen. */
    public static String of(String text) {
        return STEERING.matcher(text).replaceAll("?");
    }
}
