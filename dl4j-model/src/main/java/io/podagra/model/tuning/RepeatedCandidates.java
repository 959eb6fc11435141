package io.podagra.model.tuning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/** Candidates that are known: the best of a search, each several times. */
final class RepeatedCandidates implements CandidateGenerator {
    private final List<Repeat> repeats;
    private int next;

    /**
     * @param number of the candidate
     * @param repeat from 1
     */
    record Repeat(int number, int repeat) {}

    RepeatedCandidates(List<Repeat> repeats) {
        this.repeats = List.copyOf(repeats);
    }

    /** Each once, then each again: should time run out, all have had as many. */
    static List<Repeat> of(List<Trial> best, int times) {
        List<Repeat> repeats = new ArrayList<>();
        for (int repeat = 1; repeat <= times; repeat++) {
            for (Trial trial : best) {
                repeats.add(new Repeat(trial.number(), repeat));
            }
        }
        return repeats;
    }

    @Override
    public boolean hasMoreCandidates() {
        return next < repeats.size();
    }

    // Arbiter's interface has raw types. The values are known to whoever knows the number.
    @SuppressWarnings("rawtypes")
    @Override
    public Candidate getCandidate() {
        return new Candidate<>(new HashMap<String, Object>(), next++, new double[0]);
    }

    @Override
    public void reportResults(OptimizationResult result) {}

    @Override
    public ParameterSpace<?> getParameterSpace() {
        throw new UnsupportedOperationException("known candidates are of no space");
    }

    /** Nothing here is random. */
    @Override
    public void setRngSeed(long rngSeed) {}

    @Override
    public Class<?> getCandidateType() {
        return HashMap.class;
    }
}
