package io.podagra.model.tuning;

import java.math.BigDecimal;

/** Values of settings as text, the same in files, on the page and in reports. */
public final class Values {
    private Values() {}

    /** A number without an exponent and without a needless point; anything else as it prints. */
    public static String text(Object value) {
        return value instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
