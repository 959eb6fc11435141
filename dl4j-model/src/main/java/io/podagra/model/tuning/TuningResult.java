package io.podagra.model.tuning;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a search came to.
 *
 * @param trials all of them, in order, repeats after the search
 * @param chosen the number of the best candidate
 * @param values every setting that the search set, as the best candidate has it
 * @param mean score of its repeats; without repeats its score in the search
 * @param standardDeviation of these scores; empty for a single one
 * @param repeats of it that came to a score
 */
public record TuningResult(
        List<Trial> trials,
        int chosen,
        Map<String, Object> values,
        double mean,
        OptionalDouble standardDeviation,
        int repeats) {
    public TuningResult {
        trials = List.copyOf(trials);
    }

    /**
     * The best of some candidates.
     *
     * @param best of the search, at least one
     * @param trials all of them, repeats included
     * @param space what was searched
     * @param valuesByNumber what each candidate has of what is searched
     */
    static TuningResult of(
            List<Trial> best,
            List<Trial> trials,
            SearchSpace space,
            Map<Integer, Map<String, Object>> valuesByNumber) {
        Candidate chosen =
                best.stream()
                        .map(Trial::number)
                        .map(
                                number ->
                                        new Candidate(
                                                number,
                                                trials.stream()
                                                        .filter(trial -> trial.number() == number)
                                                        .toList()))
                        .min(Candidate.BEST_FIRST)
                        .orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>(space.fixed());
        values.putAll(valuesByNumber.get(chosen.number()));
        return new TuningResult(
                trials,
                chosen.number(),
                values,
                chosen.mean(),
                chosen.standardDeviation(),
                chosen.size());
    }

    /** The trainings of one candidate. */
    record Candidate(int number, List<Trial> trainings) {
        /** Those that never failed first; then the larger mean; then those that took less time. */
        static final Comparator<Candidate> BEST_FIRST =
                Comparator.comparing(Candidate::fails)
                        .thenComparing(Candidate::mean, Comparator.reverseOrder())
                        .thenComparingDouble(Candidate::seconds)
                        .thenComparingInt(Candidate::number);

        private boolean fails() {
            return trainings.stream().anyMatch(trial -> trial.score().isEmpty());
        }

        private double seconds() {
            return trainings.stream().mapToDouble(Trial::seconds).sum();
        }

        /** Of the repeats: the one in the search was chosen for being high. */
        private List<Double> scores() {
            List<Double> repeated = scores(repeats());
            return repeated.isEmpty() ? scores(trainings) : repeated;
        }

        private List<Trial> repeats() {
            return trainings.stream().filter(trial -> trial.repeat() > 0).toList();
        }

        private static List<Double> scores(List<Trial> trials) {
            return trials.stream()
                    .flatMapToDouble(trial -> trial.score().stream())
                    .boxed()
                    .toList();
        }

        double mean() {
            return scores().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        /** Of a sample: the sum of squares over n - 1. */
        OptionalDouble standardDeviation() {
            List<Double> scores = scores();
            if (scores.size() < 2) {
                return OptionalDouble.empty();
            }
            double mean = mean();
            double squares =
                    scores.stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
            return OptionalDouble.of(Math.sqrt(squares / (scores.size() - 1)));
        }

        int size() {
            return scores(repeats()).size();
        }
    }
}
