package io.podagra.model.tuning;

import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;

/** Arbiter's runner, which waits for nothing before it begins, and leaves no thread behind. */
final class Runner extends LocalOptimizationRunner {
    Runner(OptimizationConfiguration configuration, int parallel, TrialTasks tasks) {
        super(parallel, configuration, tasks);
        completedFutures = new Completed(queuedFutures);
    }

    @Override
    public void execute() {
        try {
            super.execute();
        } finally {
            futureListenerExecutor.shutdownNow();
        }
    }

    /** What has ended; Arbiter waits a second for it, even where nothing runs. */
    private static final class Completed extends LinkedBlockingQueue<Future<OptimizationResult>> {
        private static final long serialVersionUID = 1;

        private final transient Queue<Future<OptimizationResult>> running;

        Completed(Queue<Future<OptimizationResult>> running) {
            this.running = running;
        }

        @Override
        public Future<OptimizationResult> poll(long timeout, TimeUnit unit)
                throws InterruptedException {
            return running.isEmpty() ? poll() : super.poll(timeout, unit);
        }
    }
}
