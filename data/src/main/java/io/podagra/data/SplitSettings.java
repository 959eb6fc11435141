package io.podagra.data;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How a cohort is divided.
 *
 * <p>A fraction is aimed at, as near as whole units allow, at once for the number of units and for
 * the number of images of each view and label; none of them need meet it exactly.
 *
 * @param scheme which images are the test part
 * @param validationFraction the share of <em>what is not test</em> that is held back for
 *     validation, in (0, 1); the paper has no such part, but an operating point chosen on the test
 *     part would flatter it. A split from a file has its own
 * @param unit what is kept whole
 * @param nearDuplicates what is done about near-duplicate images
 * @param seed of the division; one seed, one split
 */
public record SplitSettings(
        SplitScheme scheme,
        double validationFraction,
        SplitUnit unit,
        NearDuplicateTreatment nearDuplicates,
        long seed) {
    private static final SplitSettings DEFAULTS =
            new SplitSettings(
                    new SplitScheme.AtRandom(0.4),
                    0.2,
                    SplitUnit.PATIENT,
                    NearDuplicateTreatment.REFUSE,
                    42);

    /**
     * @throws InvalidInputException if the fraction is not between 0 and 1
     */
    public SplitSettings {
        requireNonNull(scheme, "scheme is null");
        requireFraction("validationFraction", validationFraction);
        requireNonNull(unit, "unit is null");
        requireNonNull(nearDuplicates, "nearDuplicates is null");
    }

    /** The paper's 6:4 by patients, with a fifth of the training patients for validation. */
    public static SplitSettings defaults() {
        return DEFAULTS;
    }

    public SplitSettings withScheme(SplitScheme other) {
        return new SplitSettings(other, validationFraction, unit, nearDuplicates, seed);
    }

    public SplitSettings withValidationFraction(double other) {
        return new SplitSettings(scheme, other, unit, nearDuplicates, seed);
    }

    public SplitSettings withUnit(SplitUnit other) {
        return new SplitSettings(scheme, validationFraction, other, nearDuplicates, seed);
    }

    public SplitSettings withNearDuplicates(NearDuplicateTreatment other) {
        return new SplitSettings(scheme, validationFraction, unit, other, seed);
    }

    public SplitSettings withSeed(long other) {
        return new SplitSettings(scheme, validationFraction, unit, nearDuplicates, other);
    }

    /** The settings in a sentence's words for a report, naming no patient and no folder. */
    public String words() {
        String by =
                switch (unit) {
                    case PATIENT -> "by patients";
                    case IMAGE -> "by images, not by patients";
                };
        String duplicates =
                switch (nearDuplicates) {
                    case REFUSE ->
                            unit == SplitUnit.PATIENT
                                    ? "near-duplicates on two sides refused"
                                    : "near-duplicates on two sides to be expected";
                    case TOGETHER -> "near-duplicates kept together";
                    case ALLOW -> "near-duplicates on two sides allowed";
                };
        String validation =
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the rest for validation",
                        100 * validationFraction);
        return scheme instanceof SplitScheme.FromFile
                ? String.join("; ", by, scheme.words(), duplicates)
                : String.join(
                        "; ",
                        by + ", stratified by view and label",
                        scheme.words(),
                        validation,
                        duplicates);
    }

    static void requireFraction(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidInputException(
                    name + " is " + value + ", expected a number between 0 and 1, both excluded");
        }
    }
}
