package io.podagra.eval.report;

import java.util.List;

/**
 * From the cohort to the test images: patients and images at every step, and what was left out.
 *
 * @param cohort what there was at first
 * @param exclusions what was left out, and why; empty if nothing was
 * @param parts training, validation and test, in this order
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

    /** Images left out for one reason. */
    public record Exclusion(String reason, int images) {}
}
