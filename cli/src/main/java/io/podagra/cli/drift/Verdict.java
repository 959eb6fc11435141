package io.podagra.cli.drift;

import static java.util.Objects.requireNonNull;

import io.podagra.eval.statistics.Interval;
import java.util.List;
import java.util.Optional;

/** What a comparison comes to. */
public sealed interface Verdict {
    /** One word for programs: {@code same}, {@code shifted} or {@code too-few}. */
    String word();

    /**
     * No shift was found, and a large one would have been.
     *
     * @param detectable the shift that would have been found with 80 % power, in standard
     *     deviations between the reference's patients; smaller ones may be there
     */
    record Same(double detectable) implements Verdict {
        @Override
        public String word() {
            return "same";
        }
    }

    /**
     * Shifted by more than chance explains.
     *
     * @param findings at least one: the devices, then the largest effect first
     */
    record Shifted(List<Finding> findings) implements Verdict {
        public Shifted {
            findings = List.copyOf(findings);
        }

        @Override
        public String word() {
            return "shifted";
        }
    }

    /**
     * No shift was found, but a large one would not have been either.
     *
     * @param missing what would be needed, a sentence
     */
    record TooFew(String missing) implements Verdict {
        public TooFew {
            requireNonNull(missing, "missing is null");
        }

        @Override
        public String word() {
            return "too-few";
        }
    }

    /**
     * Something that is not as it was.
     *
     * @param name of the quantity, or {@code device}
     * @param effect of a quantity in standard deviations between the reference's patients; of the
     *     devices the share of patients that differs, in [0, 1]
     * @param interval of the effect, 95 %, for a quantity
     * @param p after Holm's correction over all that was tested
     */
    record Finding(String name, double effect, Optional<Interval> interval, double p) {
        public Finding {
            requireNonNull(name, "name is null");
            requireNonNull(interval, "interval is null");
        }
    }
}
