package io.podagra.pipeline;

import io.podagra.data.audit.Box;
import java.util.List;

/**
 * Tells whether two images stand side by side in one: two pieces of tissue of like size with a gap
 * between them, or two that touch in a {@link Seam}.
 */
final class DualScreen {
    /** Of the larger piece's width and height, that the smaller one has. */
    private static final double LIKE_SIZE = 0.6;

    /** Of the lower piece, that is beside the other. */
    private static final double BESIDE = 0.7;

    private DualScreen() {}

    static boolean isShown(GreyPicture picture, TissueArea area) {
        return areBeside(area.parts()) || Seam.isIn(picture, area.box());
    }

    private static boolean areBeside(List<Box> parts) {
        if (parts.size() != 2) {
            return false;
        }
        Box one = parts.get(0);
        Box other = parts.get(1);
        int apart = Math.max(one.x(), other.x()) - Math.min(one.right(), other.right());
        int beside = Math.min(one.bottom(), other.bottom()) - Math.max(one.y(), other.y());
        return apart >= 0
                && share(one.width(), other.width()) >= LIKE_SIZE
                && share(one.height(), other.height()) >= LIKE_SIZE
                && beside >= BESIDE * Math.min(one.height(), other.height());
    }

    private static double share(int one, int other) {
        return (double) Math.min(one, other) / Math.max(one, other);
    }
}
