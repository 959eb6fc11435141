package io.podagra.model.tuning;

import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;

/** Arbiter's runner, which leaves no thread behind. */
final class Runner extends LocalOptimizationRunner {
    Runner(OptimizationConfiguration configuration, int parallel, TrialTasks tasks) {
        super(parallel, configuration, tasks);
    }

    @Override
    public void execute() {
        try {
            super.execute();
        } finally {
            futureListenerExecutor.shutdownNow();
        }
    }
}
