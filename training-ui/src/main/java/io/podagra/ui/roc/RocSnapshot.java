package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import io.podagra.data.Part;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A ROC curve at one moment of a run, as shown on the evaluation page.
 *
 * @param arm what was evaluated: an arm while it trains ({@code single} or a view), a method
 *     ({@code single}, {@code multiple}) in the final evaluation
 * @param set the images it was evaluated on: {@value #ALL} or a view
 * @param part {@link Part#VALIDATION} while training, {@link Part#TEST} for the final evaluation
 * @param epoch the epochs trained so far; 0 before the first has ended
 * @param auc area under the whole curve, 0 to 1; empty if the set holds one class only
 * @param points from (0, 0) to (1, 1), neither rate ever falling; empty if the AUC is
 * @param positives abnormal images in the set
 * @param negatives normal images in the set
 * @param synthetic whether any of the images is synthetic, which the page says loudly
 * @param time when it was computed
 */
public record RocSnapshot(
        String arm,
        String set,
        Part part,
        int epoch,
        OptionalDouble auc,
        List<RocPoint> points,
        int positives,
        int negatives,
        boolean synthetic,
        Instant time) {
    /** The name of the set of all images. */
    public static final String ALL = "all";

    /**
     * @throws IllegalArgumentException if a value is outside what is described above
     */
    public RocSnapshot {
        requireNonNull(arm, "arm is null");
        requireNonNull(set, "set is null");
        requireNonNull(part, "part is null");
        requireNonNull(auc, "auc is null");
        requireNonNull(time, "time is null");
        points = List.copyOf(points);
        if (part == Part.TRAIN) {
            throw new IllegalArgumentException("training images are not evaluated");
        }
        if (epoch < 0 || positives < 0 || negatives < 0) {
            throw new IllegalArgumentException(
                    "epoch %d, positives %d or negatives %d is negative"
                            .formatted(epoch, positives, negatives));
        }
        if (auc.isPresent() && !(auc.getAsDouble() >= 0 && auc.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("auc " + auc + " is not within 0 and 1");
        }
        if (auc.isPresent() == points.isEmpty()) {
            throw new IllegalArgumentException("an AUC and a curve come together or not at all");
        }
        checkCurve(points);
    }

    /** The same evaluation with fewer points, at most {@code limit}; see {@link RocThinning}. */
    RocSnapshot thinned(int limit) {
        return new RocSnapshot(
                arm,
                set,
                part,
                epoch,
                auc,
                RocThinning.thin(points, limit),
                positives,
                negatives,
                synthetic,
                time);
    }

    private static void checkCurve(List<RocPoint> points) {
        if (points.isEmpty()) {
            return;
        }
        RocPoint first = points.get(0);
        RocPoint last = points.get(points.size() - 1);
        if (first.falsePositiveRate() != 0
                || first.truePositiveRate() != 0
                || last.falsePositiveRate() != 1
                || last.truePositiveRate() != 1) {
            throw new IllegalArgumentException("the curve does not run from (0, 0) to (1, 1)");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).falsePositiveRate() < points.get(i - 1).falsePositiveRate()
                    || points.get(i).truePositiveRate() < points.get(i - 1).truePositiveRate()) {
                throw new IllegalArgumentException("the curve falls at point " + i);
            }
        }
    }
}
