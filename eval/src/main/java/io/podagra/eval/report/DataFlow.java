package io.podagra.eval.report;

import java.util.List;

/**
 * From the cohort to the test images: patients and images at every step, and what was left out
 * before the cohort.
 *
 * @param cohort what was studied; the exclusions are not in it
 * @param exclusions what ingest left out before the cohort, and why; empty if nothing is recorded
 * @param parts training, validation and test, in this order; together the cohort
 */
public record DataFlow(Group cohort, List<Exclusion> exclusions, List<Group> parts) {
    public DataFlow {
        exclusions = List.copyOf(exclusions);
        parts = List.copyOf(parts);
    }

    /**
     * Images in one box of the diagram.
     *
     * @param name such as {@code train}
     * @param byView images of each view, in the order to show
     */
    public record Group(
            String name, int patients, int images, int abnormal, List<ViewCount> byView) {
        public Group {
            byView = List.copyOf(byView);
        }
    }

    /** Images of one view. */
    public record ViewCount(String view, int images, int abnormal) {}

    /** Files of images that ingest left out for one reason. */
    public record Exclusion(String reason, int images) {}
}
