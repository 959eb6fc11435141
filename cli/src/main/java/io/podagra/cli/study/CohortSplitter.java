package io.podagra.cli.study;

import static java.util.Objects.requireNonNull;

import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import io.podagra.data.ImagePair;
import io.podagra.data.Split;
import io.podagra.data.SplitSettings;
import java.util.List;

/**
 * Divides a cohort with what is known of its near-duplicate images, and warns of what that costs.
 */
public final class CohortSplitter {
    private final Cohort cohort;
    private final List<ImagePair> nearDuplicates;
    private final Progress progress;

    private CohortSplitter(Cohort cohort, List<ImagePair> nearDuplicates, Progress progress) {
        this.cohort = requireNonNull(cohort, "cohort is null");
        this.nearDuplicates = List.copyOf(nearDuplicates);
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** Looks for near-duplicates once, for however many splits. */
    public static CohortSplitter of(Cohort cohort, Progress progress) {
        // None are looked for yet.
        return new CohortSplitter(cohort, List.of(), progress);
    }

    /**
     * Divides the cohort; {@link Split#cautions} go to the terminal, even to those who want no
     * progress.
     *
     * @throws io.podagra.data.InvalidInputException if it cannot be divided as the settings say
     */
    public Split split(SplitSettings settings) {
        Split split = Split.of(cohort, settings, nearDuplicates);
        split.cautions().forEach(caution -> progress.announce("WARNING: " + caution));
        return split;
    }
}
