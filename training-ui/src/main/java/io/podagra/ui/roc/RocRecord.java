package io.podagra.ui.roc;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A curve as it was recorded, of which only what stands before the curve itself has been read: a
 * run has hundreds of them, and a page shows a few.
 *
 * @param series what it is of
 * @param epoch after which epoch; 0 for the final evaluation
 * @param auc as in {@link RocResult}
 * @param interval as in {@link RocResult}
 * @param synthetic as in {@link RocSnapshot}
 * @param time in milliseconds since 1970
 * @param json all of it
 */
record RocRecord(
        RocSeries series,
        int epoch,
        OptionalDouble auc,
        Optional<AucInterval> interval,
        boolean synthetic,
        long time,
        String json) {}
