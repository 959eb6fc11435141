package io.podagra.model.tuning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/** Candidates of a search that are trained once more, or further. */
final class KnownCandidates implements CandidateGenerator {
    private final List<TrialKey> keys;
    private int next;

    KnownCandidates(List<TrialKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Each once, then each again: should the search die, all have had as many. */
    static List<TrialKey> repeated(List<Trial> best, int times) {
        List<TrialKey> repeats = new ArrayList<>();
        for (int repeat = 1; repeat <= times; repeat++) {
            for (Trial trial : best) {
                repeats.add(new TrialKey(trial.number(), repeat));
            }
        }
        return repeats;
    }

    int size() {
        return keys.size();
    }

    /** Which one a candidate stands for. */
    TrialKey of(Candidate<?> candidate) {
        return keys.get(candidate.getIndex());
    }

    @Override
    public boolean hasMoreCandidates() {
        return next < keys.size();
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
