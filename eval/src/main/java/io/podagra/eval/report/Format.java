package io.podagra.eval.report;

import io.podagra.eval.statistics.Interval;
import java.util.Locale;

/** How figures are written in reports: the same in every country. */
final class Format {
    private static final String MINUS = "\u2212";
    private static final String DASH = "\u2013";

    private Format() {}

    /** A whole number with thousands separated: {@code 1,616}. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A number of things: {@code 1 image}, {@code 2 images}. */
    static String counted(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** An AUC, a threshold or the like, with three decimals. */
    static String number(double value) {
        return decimals(value, 3);
    }

    /** Three decimals and always a sign, for differences; none for what rounds to zero. */
    static String signed(double value) {
        String text = number(value);
        return text.startsWith(MINUS) || text.equals("0.000") ? text : "+" + text;
    }

    /** A z statistic or a factor, with two decimals. */
    static String ratio(double value) {
        return decimals(value, 2);
    }

    /** A share from 0 to 1 as a percentage with two decimals, without the sign. */
    static String percent(double share) {
        return decimals(100 * share, 2);
    }

    /** A share as a percentage of at most two decimals, none of them needless: {@code 90 %}. */
    static String share(double share) {
        return percent(share).replaceFirst("\\.?0+$", "") + " %";
    }

    static String interval(Interval interval) {
        return number(interval.low()) + DASH + number(interval.high());
    }

    static String percentInterval(Interval interval) {
        return percent(interval.low()) + DASH + percent(interval.high());
    }

    /** A p-value with three decimals, never a bare zero. */
    static String p(double value) {
        return value < 0.001 ? "< 0.001" : number(value);
    }

    /** A confidence such as 0.95 as {@code 95}. */
    static String confidence(double confidence) {
        String text = String.format(Locale.ROOT, "%.4f", 100 * confidence);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** As few digits as tell the number from its neighbours, for settings a user wrote. */
    static String exact(double value) {
        return Double.toString(value).replaceFirst("\\.0$", "").replace("-", MINUS);
    }

    private static String decimals(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        boolean zero = text.chars().allMatch(c -> c == '-' || c == '0' || c == '.');
        return zero ? text.replace("-", "") : text.replace("-", MINUS);
    }
}
