package io.podagra.pipeline.ingest;

import io.podagra.data.audit.FrameFlag;
import io.podagra.pipeline.FrameCleaner;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ingest came to. Nothing in it tells of a patient.
 *
 * @param taken source files that are in the cohort
 * @param ignored source files that were never meant to be, such as those a system leaves
 * @param reasons how many files were quarantined for which reason
 * @param patients in the cohort
 * @param imagesByView how many images the cohort has of each view, by the view's name
 * @param flagged how many images of the cohort have a flag; those that none has are left out
 * @param cleaner by which the images were cleaned
 * @param labels what was read from the table of labels
 * @param datesKept whether the cohort holds the days on which images were made
 * @param synthetic whether anything in it was made by a computer
 * @param keyCreated whether there was no key before
 */
public record IngestReport(
        int taken,
        int ignored,
        Map<Reason, Integer> reasons,
        int patients,
        Map<String, Integer> imagesByView,
        Map<FrameFlag, Integer> flagged,
        FrameCleaner cleaner,
        Optional<Labels> labels,
        boolean datesKept,
        boolean synthetic,
        boolean keyCreated) {
    /**
     * A table of labels.
     *
     * @param encoding in which it was read
     * @param separator between its columns
     * @param rows below the header
     * @param linesWithoutFile the lines of rows that no taken or quarantined file belongs to
     */
    public record Labels(Charset encoding, char separator, int rows, List<Long> linesWithoutFile) {
        public Labels {
            linesWithoutFile = List.copyOf(linesWithoutFile);
        }
    }

    public IngestReport {
        reasons = Map.copyOf(reasons);
        imagesByView = Map.copyOf(imagesByView);
        flagged = Map.copyOf(flagged);
    }

    /** Source files left out for a reason. */
    public int quarantined() {
        return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** All source files. */
    public int files() {
        return taken + quarantined() + ignored;
    }

    /** Images in the cohort. */
    public int images() {
        return imagesByView.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many images of the cohort have a flag. */
    public int flagged(FrameFlag flag) {
        return flagged.getOrDefault(flag, 0);
    }

    /** Whether every image was taken, and every row of the labels found its image. */
    public boolean complete() {
        return quarantined() == 0
                && labels.map(Labels::linesWithoutFile).orElse(List.of()).isEmpty();
    }
}
