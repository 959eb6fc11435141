package io.podagra.model.tuning;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/**
 * The values that a search tries for one setting. In YAML a mapping of one word to its values, such
 * as {@code {logUniform: [0.00001, 0.01]}}; any other value is a {@link Fixed} one.
 */
public sealed interface Parameter {
    /** What is searched, as a word and the values it goes with; the form in YAML. */
    @JsonValue
    Object form();

    /**
     * Whether there is but one value.
     *
     * @return false for all that a search can vary
     */
    default boolean fixed() {
        return count(2) == 1;
    }

    /**
     * How many values a grid tries.
     *
     * @param steps values of what is continuous, and at most of a range of whole numbers
     */
    int count(int steps);

    /** Values that a setting must take if it is to take all: the bounds, or every choice. */
    List<Object> extremes();

    /** For a reader of a report, after the setting's name. */
    String words();

    /** The value as trials have it: a number with four significant digits. */
    default Object tidy(Object value) {
        return value;
    }

    /** Rounding does not leave the bounds. */
    private static double tidy(double value, double low, double high) {
        double rounded = new BigDecimal(value).round(new MathContext(4)).doubleValue();
        return Math.max(low, Math.min(high, rounded));
    }

    /**
     * A parameter from its form in YAML.
     *
     * @throws IllegalArgumentException telling what is wrong with the values
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Parameter of(Object form) {
        requireNonNull(form, "form is null");
        if (!(form instanceof Map<?, ?> map)) {
            return new Fixed(form);
        }
        if (map.size() != 1) {
            throw new IllegalArgumentException(
                    "%s has %d words, expected one of %s".formatted(form, map.size(), kinds()));
        }
        Map.Entry<?, ?> entry = map.entrySet().iterator().next();
        String word = String.valueOf(entry.getKey());
        return switch (word) {
            case "uniform" -> new Uniform(number(word, entry, 0), number(word, entry, 1));
            case "logUniform" -> new LogUniform(number(word, entry, 0), number(word, entry, 1));
            case "integer" -> new WholeNumber(whole(word, entry, 0), whole(word, entry, 1));
            case "choice" -> new Choice(values(word, entry));
            case "boolean" -> Flag.of(values(word, entry));
            case "fixed" -> new Fixed(entry.getValue());
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is no kind of search, expected one of %s"
                                    .formatted(word, kinds()));
        };
    }

    /** The words that a parameter's form begins with. */
    static List<String> kinds() {
        return List.of("uniform", "logUniform", "integer", "choice", "boolean", "fixed");
    }

    private static List<Object> values(String word, Map.Entry<?, ?> entry) {
        if (entry.getValue() instanceof List<?> list
                && list.stream().allMatch(value -> value != null)) {
            return List.copyOf(list);
        }
        throw new IllegalArgumentException(
                "%s is %s, expected a list of values".formatted(word, entry.getValue()));
    }

    private static Number bound(String word, Map.Entry<?, ?> entry, int index) {
        List<Object> values = values(word, entry);
        if (values.size() == 2 && values.get(index) instanceof Number number) {
            return number;
        }
        if (values.size() == 2 && values.get(index) instanceof String text) {
            return parsed(word, values, text);
        }
        throw new IllegalArgumentException(
                "%s is %s, expected two numbers, the smaller first".formatted(word, values));
    }

    /** YAML takes 1e-4 for a text. */
    private static Number parsed(String word, List<Object> values, String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException exception) {
            throw new IllegalArgumentException(
                    "%s is %s, expected two numbers, the smaller first".formatted(word, values),
                    exception);
        }
    }

    private static double number(String word, Map.Entry<?, ?> entry, int index) {
        return bound(word, entry, index).doubleValue();
    }

    private static int whole(String word, Map.Entry<?, ?> entry, int index) {
        if (bound(word, entry, index) instanceof Integer number) {
            return number;
        }
        throw new IllegalArgumentException(
                "%s is %s, expected two whole numbers".formatted(word, entry.getValue()));
    }

    private static void requireOrder(String word, double low, double high) {
        if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    "%s is [%s, %s], expected two numbers, the smaller first"
                            .formatted(word, low, high));
        }
    }

    /**
     * Any number between two, every one as likely.
     *
     * @param low less than high
     */
    record Uniform(double low, double high) implements Parameter {
        public Uniform {
            requireOrder("uniform", low, high);
        }

        @Override
        public Object form() {
            return Map.of("uniform", extremes());
        }

        @Override
        public Object tidy(Object value) {
            return Parameter.tidy((double) value, low, high);
        }

        @Override
        public String words() {
            return "from " + Values.text(low) + " to " + Values.text(high);
        }

        @Override
        public int count(int steps) {
            return steps;
        }

        @Override
        public List<Object> extremes() {
            return List.of(low, high);
        }
    }

    /**
     * Any number between two, every ratio as likely: from 0.001 to 0.01 as often as from 0.01 to
     * 0.1.
     *
     * @param low more than 0, less than high
     */
    record LogUniform(double low, double high) implements Parameter {
        public LogUniform {
            requireOrder("logUniform", low, high);
            if (low <= 0) {
                throw new IllegalArgumentException(
                        "logUniform is [%s, %s], expected numbers more than 0"
                                .formatted(low, high));
            }
        }

        @Override
        public Object form() {
            return Map.of("logUniform", extremes());
        }

        @Override
        public Object tidy(Object value) {
            return Parameter.tidy((double) value, low, high);
        }

        @Override
        public String words() {
            return "from "
                    + Values.text(low)
                    + " to "
                    + Values.text(high)
                    + ", every ratio as likely";
        }

        @Override
        public int count(int steps) {
            return steps;
        }

        @Override
        public List<Object> extremes() {
            return List.of(low, high);
        }
    }

    /**
     * A whole number, both bounds included.
     *
     * @param low less than high
     */
    record WholeNumber(int low, int high) implements Parameter {
        public WholeNumber {
            requireOrder("integer", low, high);
        }

        @Override
        public Object form() {
            return Map.of("integer", extremes());
        }

        @Override
        public String words() {
            return "from " + low + " to " + high;
        }

        @Override
        public int count(int steps) {
            return (int) Math.min(steps, (long) high - low + 1);
        }

        @Override
        public List<Object> extremes() {
            return List.of(low, high);
        }
    }

    /**
     * One of several values of any kind, every one as likely.
     *
     * @param values at least one, all different
     */
    record Choice(List<Object> values) implements Parameter {
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() != values.size()) {
                throw new IllegalArgumentException(
                        "choice is %s, expected at least one value, and none twice"
                                .formatted(values));
            }
        }

        @Override
        public Object form() {
            return Map.of("choice", values);
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", values.stream().map(Values::text).toList());
        }

        @Override
        public int count(int steps) {
            return values.size();
        }

        @Override
        public List<Object> extremes() {
            return values;
        }
    }

    /** True or false. */
    record Flag() implements Parameter {
        private static Flag of(List<Object> values) {
            if (values.size() != 2 || !values.containsAll(List.of(true, false))) {
                throw new IllegalArgumentException(
                        "boolean is %s, expected [true, false]; give the value alone if it is"
                                        .formatted(values)
                                + " fixed");
            }
            return new Flag();
        }

        @Override
        public Object form() {
            return Map.of("boolean", extremes());
        }

        @Override
        public String words() {
            return "true or false";
        }

        @Override
        public int count(int steps) {
            return 2;
        }

        @Override
        public List<Object> extremes() {
            return List.of(true, false);
        }
    }

    /**
     * One value for all trials, in place of the setting's own.
     *
     * @param value of the setting
     */
    record Fixed(Object value) implements Parameter {
        public Fixed {
            requireNonNull(value, "value is null");
        }

        @Override
        public Object form() {
            return value instanceof Map ? Map.of("fixed", value) : value;
        }

        @Override
        public String words() {
            return Values.text(value);
        }

        @Override
        public int count(int steps) {
            return 1;
        }

        @Override
        public List<Object> extremes() {
            return List.of(value);
        }
    }
}
