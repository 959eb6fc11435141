package io.podagra.ui.roc;

import java.util.ArrayList;
import java.util.List;

/**
 * Fewer points for the same curve. First, without any loss, points on the straight line between
 * their neighbours go: a ROC curve of n images has n points but few corners. If that is not enough,
 * those points stay that are nearest to equal steps along the curve, measured as false plus true
 * positive rate, which runs from 0 to 2 and never falls. Between points that are kept, the curve is
 * then off by at most one step in either rate.
 */
final class RocThinning {
    private RocThinning() {}

    /**
     * @param limit how many points to keep, at least 2
     */
    static List<RocPoint> thin(List<RocPoint> points, int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("limit " + limit + " is below 2");
        }
        List<RocPoint> corners = corners(points);
        return corners.size() <= limit ? corners : equalSteps(corners, limit);
    }

    private static List<RocPoint> corners(List<RocPoint> points) {
        List<RocPoint> kept = new ArrayList<>();
        for (RocPoint next : points) {
            int size = kept.size();
            if (size >= 2 && onLine(kept.get(size - 2), kept.get(size - 1), next)) {
                kept.remove(size - 1);
            }
            kept.add(next);
        }
        return List.copyOf(kept);
    }

    private static boolean onLine(RocPoint from, RocPoint middle, RocPoint to) {
        double cross =
                (middle.falsePositiveRate() - from.falsePositiveRate())
                                * (to.truePositiveRate() - from.truePositiveRate())
                        - (middle.truePositiveRate() - from.truePositiveRate())
                                * (to.falsePositiveRate() - from.falsePositiveRate());
        return Math.abs(cross) < 1e-12;
    }

    private static List<RocPoint> equalSteps(List<RocPoint> points, int limit) {
        List<RocPoint> kept = new ArrayList<>(limit);
        int next = 0;
        for (int step = 0; step < limit - 1; step++) {
            double target = 2.0 * step / (limit - 1);
            while (next < points.size() - 1 && along(points.get(next)) < target) {
                next++;
            }
            if (next == points.size() - 1) {
                break;
            }
            RocPoint point = points.get(next);
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(point)) {
                kept.add(point);
            }
        }
        kept.add(points.get(points.size() - 1));
        return List.copyOf(kept);
    }

    private static double along(RocPoint point) {
        return point.falsePositiveRate() + point.truePositiveRate();
    }
}
