package io.podagra.ui.training;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run stands, and on what it works.
 *
 * @param stage what happens now
 * @param training the arm in tuning or training; empty otherwise
 * @param extra a training beside those of the arms, such as one of a learning curve; empty mostly
 * @param arms names of the run's arms, in the order in which they are trained
 * @param predictable whether the training ends with the arms' own, at the pace of the present one:
 *     no search and no learning curve comes between
 * @param data how many images and patients there are, by set and part
 * @param facts further facts by their names in the page's words, such as {@code imageSize}
 * @param synthetic whether the run's images are synthetic, which every page says loudly
 * @param started when this start of the run began
 * @param time when all this was so
 */
public record StudySnapshot(
        StudyStage stage,
        String training,
        Optional<Extra> extra,
        List<String> arms,
        boolean predictable,
        List<DataCount> data,
        Map<String, String> facts,
        boolean synthetic,
        Instant started,
        Instant time) {
    public StudySnapshot {
        requireNonNull(stage, "stage is null");
        requireNonNull(training, "training is null");
        requireNonNull(extra, "extra is null");
        arms = List.copyOf(arms);
        data = List.copyOf(data);
        facts = Map.copyOf(facts);
        requireNonNull(started, "started is null");
        requireNonNull(time, "time is null");
    }

    /** The same at another stage. */
    public StudySnapshot at(
            StudyStage other, String otherTraining, Optional<Extra> otherExtra, Instant now) {
        return new StudySnapshot(
                other,
                otherTraining,
                otherExtra,
                arms,
                predictable,
                data,
                facts,
                synthetic,
                started,
                now);
    }

    /** The same a moment later. */
    public StudySnapshot still(Instant now) {
        return at(stage, training, extra, now);
    }

    /**
     * A training of an arm beside its own.
     *
     * @param part of the training patients, such as {@code 0.5} or {@code equal-n}
     * @param number among those trainings, from 1
     * @param of how many there are
     */
    public record Extra(String part, int number, int of) {
        public Extra {
            requireNonNull(part, "part is null");
        }
    }

    /**
     * Images of one set in one part of the split.
     *
     * @param set a view's name, or {@value #ALL}
     * @param part {@code train}, {@code validation} or {@code test}
     * @param images at least 0
     * @param abnormal of them
     * @param patients they are of
     */
    public record DataCount(String set, String part, int images, int abnormal, int patients) {
        /** The set of all images. */
        public static final String ALL = "all";

        public DataCount {
            requireNonNull(set, "set is null");
            requireNonNull(part, "part is null");
            if (abnormal < 0 || abnormal > images || patients < 0) {
                throw new IllegalArgumentException(
                        "%d images, %d abnormal, %d patients"
                                .formatted(images, abnormal, patients));
            }
        }
    }
}
