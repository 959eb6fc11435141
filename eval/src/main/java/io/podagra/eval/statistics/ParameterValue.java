package io.podagra.eval.statistics;

import static java.util.Objects.requireNonNull;

/** What one trial of a search had for one parameter. */
public sealed interface ParameterValue {
    /**
     * A number, whose order counts.
     *
     * @param number finite
     */
    record Numeric(double number) implements ParameterValue {
        /**
         * @throws IllegalArgumentException if the number is not finite
         */
        public Numeric {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("number %s is not finite".formatted(number));
            }
        }
    }

    /**
     * One of some names without an order.
     *
     * @param name of it
     */
    record Category(String name) implements ParameterValue {
        public Category {
            requireNonNull(name, "name is null");
        }
    }

    static ParameterValue of(double number) {
        return new Numeric(number);
    }

    static ParameterValue of(String name) {
        return new Category(name);
    }
}
