package io.podagra.model.tuning;

import java.util.function.IntPredicate;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;

/**
 * A generator's candidates, until there are enough. What runs then is waited for: Arbiter's own
 * conditions look at what has ended only, and its runner waits for ever on a grid that is through.
 */
final class Candidates implements CandidateGenerator, TerminationCondition {
    private final CandidateGenerator generator;
    private final int most;
    private final IntPredicate enough;
    private int given;

    /**
     * @param most candidates at all
     * @param enough whether no more are wanted than were given so far
     */
    Candidates(CandidateGenerator generator, int most, IntPredicate enough) {
        this.generator = generator;
        this.most = most;
        this.enough = enough;
    }

    @Override
    public boolean hasMoreCandidates() {
        return given < most && !enough.test(given) && generator.hasMoreCandidates();
    }

    // Arbiter's interface has raw types.
    @SuppressWarnings("rawtypes")
    @Override
    public Candidate getCandidate() {
        given++;
        return generator.getCandidate();
    }

    @Override
    public void reportResults(OptimizationResult result) {
        generator.reportResults(result);
    }

    @Override
    public ParameterSpace<?> getParameterSpace() {
        return generator.getParameterSpace();
    }

    @Override
    public void setRngSeed(long rngSeed) {
        generator.setRngSeed(rngSeed);
    }

    @Override
    public Class<?> getCandidateType() {
        return generator.getCandidateType();
    }

    @Override
    public void initialize(IOptimizationRunner optimizationRunner) {}

    @Override
    public boolean terminate(IOptimizationRunner runner) {
        return !hasMoreCandidates() && runner.numCandidatesQueued() == 0;
    }
}
