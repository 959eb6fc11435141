package io.podagra.model.tuning;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/** Makes a candidate of Arbiter's a task that ends with a trial, and the trial Arbiter's result. */
final class TrialTasks implements TaskCreator {
    private final Function<Candidate<?>, Trial> work;

    /**
     * @param work what to do with a candidate; whatever goes wrong in it makes a failed trial
     */
    TrialTasks(Function<Candidate<?>, Trial> work) {
        this.work = work;
    }

    // Arbiter's interface has raw types, and calls this one where there is no data source.
    @SuppressWarnings({"rawtypes", "deprecation"})
    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            DataProvider dataProvider,
            ScoreFunction scoreFunction,
            List<StatusListener> statusListeners,
            IOptimizationRunner runner) {
        return () -> run(candidate, scoreFunction);
    }

    @SuppressWarnings("rawtypes")
    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            Class<? extends DataSource> dataSource,
            Properties dataSourceProperties,
            ScoreFunction scoreFunction,
            List<StatusListener> statusListeners,
            IOptimizationRunner runner) {
        return () -> run(candidate, scoreFunction);
    }

    private OptimizationResult run(Candidate<?> candidate, ScoreFunction scoreFunction) {
        long start = System.currentTimeMillis();
        Trial trial = work.apply(candidate);
        boolean failed = trial.status() == Trial.Status.FAILED;
        Double score = failed ? null : scoreFunction.score(trial, null, new Properties());
        CandidateInfo info =
                new CandidateInfo(
                        candidate.getIndex(),
                        failed ? CandidateStatus.Failed : CandidateStatus.Complete,
                        score,
                        start,
                        start,
                        System.currentTimeMillis(),
                        candidate.getFlatParameters(),
                        failed ? trial.reason() : null);
        return new OptimizationResult(candidate, score, candidate.getIndex(), trial, info, null);
    }
}
