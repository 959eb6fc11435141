package io.podagra.model.tuning;

import java.math.BigDecimal;

/** Values of settings as text. */
final class Values {
    private Values() {}

    /** A number without an exponent and without a needless point; anything else as it prints. */
    static String text(Object value) {
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
