package io.podagra.cli.retrain;

import static java.util.Objects.requireNonNull;

import io.podagra.cli.terminal.Printable;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.ClusteredAuc;
import io.podagra.eval.statistics.DeLong;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.Patients;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The model that a study began with against the one that it trained, on the same test images, in
 * pairs.
 *
 * @param oldSha256 of the old model's file
 * @param arm of the new model: {@code single}, or the view
 * @param images of the test that both models are for
 * @param patients of these
 * @param oldAuc of the old model
 * @param newAuc of the new model
 * @param delong test of new less old as if images were independent (DeLong et al. 1988)
 * @param clustered the same with patients as the independent units (Obuchowski 1997)
 * @param interval of the difference, 95 %, clustered by patient
 * @param outcome what the interval shows
 * @param cautions what speaks against taking it at face value, a sentence each
 * @param synthetic whether the images are the phantom's
 */
public record OldAgainstNew(
        String oldSha256,
        String arm,
        int images,
        int patients,
        Figure<Double> oldAuc,
        Figure<Double> newAuc,
        Figure<ZTest> delong,
        Figure<ZTest> clustered,
        Figure<Interval> interval,
        Outcome outcome,
        List<String> cautions,
        boolean synthetic) {
    /** What the interval of the difference shows. */
    public enum Outcome {
        /** It lies above zero. */
        NEW_BETTER("the new model is better"),
        /** It lies below zero. */
        OLD_BETTER("the old model is better: keep it"),
        /** It lies within the margin of equivalence. */
        EQUIVALENT("the two are equivalent"),
        /** It includes zero and reaches beyond the margin, or there is none. */
        INCONCLUSIVE("these images do not tell which is better");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    public OldAgainstNew {
        requireNonNull(oldSha256, "oldSha256 is null");
        requireNonNull(arm, "arm is null");
        requireNonNull(outcome, "outcome is null");
        cautions = List.copyOf(cautions);
    }

    /**
     * Compares scores of the same images.
     *
     * @param margin of equivalence, above 0
     */
    static OldAgainstNew of(
            String oldSha256,
            String arm,
            LabelledScores oldScores,
            LabelledScores newScores,
            Patients patients,
            double margin,
            List<String> cautions,
            boolean synthetic) {
        Figure<AucComparison> delong = DeLong.compare(newScores, oldScores);
        Figure<AucComparison> clustered = ClusteredAuc.compare(newScores, oldScores, patients);
        Figure<Interval> interval =
                clustered.flatMap(difference -> difference.interval(Interval.CONFIDENCE));
        return new OldAgainstNew(
                oldSha256,
                arm,
                oldScores.size(),
                patients.count(),
                DeLong.estimate(oldScores).map(estimate -> estimate.auc()),
                DeLong.estimate(newScores).map(estimate -> estimate.auc()),
                delong.flatMap(AucComparison::test),
                clustered.flatMap(AucComparison::test),
                interval,
                interval.map(found -> outcome(found, margin)).value().orElse(Outcome.INCONCLUSIVE),
                cautions,
                synthetic);
    }

    private static Outcome outcome(Interval interval, double margin) {
        if (interval.width() == 0) {
            return Outcome.INCONCLUSIVE;
        }
        if (interval.low() > -margin && interval.high() < margin) {
            return Outcome.EQUIVALENT;
        }
        if (interval.low() > 0) {
            return Outcome.NEW_BETTER;
        }
        return interval.high() < 0 ? Outcome.OLD_BETTER : Outcome.INCONCLUSIVE;
    }

    /** For a terminal, some lines. */
    public String toText() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s, old against new on %,d test images of %,d patients: AUC %s against %s",
                        Printable.of(arm),
                        images,
                        patients,
                        number(oldAuc),
                        number(newAuc)));
        lines.add(
                "  new less old, clustered by patient: 95 %% interval %s, P = %s (DeLong's, images: P = %s): %s"
                        .formatted(
                                interval.map(
                                                found ->
                                                        String.format(
                                                                Locale.ROOT,
                                                                "%.3f to %.3f",
                                                                found.low(),
                                                                found.high()))
                                        .value()
                                        .orElse("not defined"),
                                number(clustered.map(ZTest::p)),
                                number(delong.map(ZTest::p)),
                                outcome.words()));
        cautions.forEach(caution -> lines.add("  ! " + caution));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String number(Figure<Double> figure) {
        return figure.map(value -> String.format(Locale.ROOT, "%.3f", value))
                .value()
                .orElse("not defined");
    }
}
