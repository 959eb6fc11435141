package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.statistics.Interval;
import java.util.Locale;

/**
 * The 95 % interval of an AUC.
 *
 * @param interval within 0 and 1
 * @param units what it takes as independent
 */
public record AucInterval(Interval interval, Units units) {
    /** What an interval takes as independent. */
    public enum Units {
        /** Every image, as DeLong's does: too narrow where patients have several. */
        IMAGES,

        /** The patients, each with all images, as Obuchowski's does. */
        PATIENTS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Units named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public AucInterval {
        requireNonNull(interval, "interval is null");
        requireNonNull(units, "units is null");
    }
}
