package io.podagra.data.audit;

import java.util.List;
import java.util.Locale;

/** Numbers and lists in sentences. */
final class Words {
    private Words() {}

    /** Such as {@code 1 image} or {@code 1,616 images}. */
    static String counted(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** The form of the verb that fits: {@code 1 image is}, {@code 2 images are}. */
    static String counted(long number, String noun, String one, String many) {
        return counted(number, noun) + " " + (number == 1 ? one : many);
    }

    /** Such as {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    static String decimals(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** A share from 0 to 1 in per cent. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** A p-value, never a bare zero. */
    static String p(double value) {
        return value < 0.001 ? "P < 0.001" : "P = " + decimals(3, value);
    }
}
