package io.podagra.ui.roc;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a run stands, for the top of the evaluation page.
 *
 * @param stage what happens now, in a few words for a person, such as {@code Training} or {@code
 *     Finished}
 * @param progress the arm in training; empty outside training
 * @param synthetic whether the run's images are synthetic, which the page says loudly
 * @param time when this was so
 */
public record StudyStatus(
        String stage, Optional<ArmProgress> progress, boolean synthetic, Instant time) {
    public StudyStatus {
        requireNonNull(stage, "stage is null");
        requireNonNull(progress, "progress is null");
        requireNonNull(time, "time is null");
    }

    /**
     * One arm among those of the run.
     *
     * @param arm the arm's name
     * @param number which arm it is, from 1
     * @param arms how many arms the run trains
     * @param epoch epochs that have ended, from 0
     * @param epochs epochs the arm trains at most
     */
    public record ArmProgress(String arm, int number, int arms, int epoch, int epochs) {
        /**
         * @throws IllegalArgumentException if a count is outside what is described above
         */
        public ArmProgress {
            requireNonNull(arm, "arm is null");
            if (number < 1 || number > arms || epoch < 0 || epoch > epochs) {
                throw new IllegalArgumentException(
                        "arm %d of %d, epoch %d of %d".formatted(number, arms, epoch, epochs));
            }
        }
    }
}
