package io.podagra.data.phantom;

/**
 * What is drawn over an image inside its frame.
 *
 * @param calipers two crosses, a dotted line and, in the margin, the distance
 * @param caption what joint and view it is
 */
record Overlays(boolean calipers, boolean caption) {
    static Overlays of(CohortPlan.PlannedImage planned, PhantomSettings settings) {
        OverlayShares shares = settings.overlays();
        double share = planned.labelledAbnormal() ? shares.abnormal() : shares.normal();
        Draws draws =
                Draws.of(settings.seed())
                        .branch(
                                "overlays " + planned.view().word(),
                                planned.patient().number(),
                                planned.frame());
        return new Overlays(draws.chance(share), draws.chance(share));
    }

    /** Such as {@code calipers+caption}; empty if there is none. */
    String words() {
        return (calipers ? "calipers" : "")
                + (calipers && caption ? "+" : "")
                + (caption ? "caption" : "");
    }
}
