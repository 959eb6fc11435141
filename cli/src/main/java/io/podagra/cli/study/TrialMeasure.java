package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.model.training.Scores;
import io.podagra.model.training.ValidationMeasure;
import io.podagra.model.tuning.TuningSettings;
import java.util.List;
import java.util.OptionalDouble;

/** What trials are ranked by. */
final class TrialMeasure {
    private TrialMeasure() {}

    /**
     * @param images that are scored, in their order
     */
    static ValidationMeasure of(TuningSettings.Score score, List<CohortImage> images) {
        return switch (score) {
            case AUC -> ValidationAuc::of;
            case PATIENT_AUC -> {
                List<String> patients = images.stream().map(CohortImage::patientId).toList();
                yield scores -> ValidationAuc.ofPatients(scores, patients);
            }
            case AUC_LOWER_BOUND -> TrialMeasure::lowerBound;
        };
    }

    /** Of DeLong's interval; the AUC itself where there is none. */
    private static OptionalDouble lowerBound(Scores scores) {
        Figure<Interval> interval =
                DeLong.estimate(ValidationAuc.labelled(scores))
                        .flatMap(estimate -> estimate.interval(Interval.CONFIDENCE));
        return interval.fold(
                known -> OptionalDouble.of(known.low()), why -> ValidationAuc.of(scores));
    }
}
