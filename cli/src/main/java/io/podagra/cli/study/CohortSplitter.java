package io.podagra.cli.study;

import static java.util.Objects.requireNonNull;

import io.podagra.cli.terminal.Progress;
import io.podagra.data.Cohort;
import io.podagra.data.ImagePair;
import io.podagra.data.Split;
import io.podagra.data.SplitSettings;
import io.podagra.data.audit.Duplicates;
import io.podagra.data.audit.Inspections;
import io.podagra.pipeline.CohortImages;
import io.podagra.pipeline.CohortInspector;
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

    /**
     * Looks at every image and for near-duplicates once, for however many splits.
     *
     * @param settings of the splits to come: what is wrong with them for other reasons should not
     *     wait for every image to be looked at
     * @throws io.podagra.data.InvalidInputException if the cohort cannot be divided, or naming
     *     every image that cannot be decoded
     */
    public static CohortSplitter of(
            Cohort cohort, List<SplitSettings> settings, Progress progress) {
        settings.forEach(one -> Split.of(cohort, one, List.of()));
        CohortInspector inspector = new CohortInspector();
        Inspections inspections =
                CohortImages.check(cohort.images(), inspector, progress.stage("Checking images"));
        Duplicates duplicates =
                Duplicates.find(inspections, inspector, progress.stage("Comparing images"));
        return new CohortSplitter(cohort, duplicates.pairs(), progress);
    }

    /** Pairs of near-duplicate images of the cohort. */
    List<ImagePair> nearDuplicates() {
        return nearDuplicates;
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
