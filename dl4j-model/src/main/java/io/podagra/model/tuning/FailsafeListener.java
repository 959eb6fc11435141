package io.podagra.model.tuning;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what goes wrong with a listener away from the search, and tells of the first time. */
final class FailsafeListener implements TuningListener {
    private static final Logger LOG = LoggerFactory.getLogger(FailsafeListener.class);

    private final TuningListener listener;
    private volatile boolean told;

    FailsafeListener(TuningListener listener) {
        this.listener = listener;
    }

    @Override
    public void onTrial(Trial trial) {
        run(() -> listener.onTrial(trial));
    }

    @Override
    public void onRung(int epochs, int places, int trials) {
        run(() -> listener.onRung(epochs, places, trials));
    }

    @Override
    public void onRepeats(int trainings) {
        run(() -> listener.onRepeats(trainings));
    }

    private void run(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException exception) {
            if (!told) {
                told = true;
                LOG.warn("A search is not shown as it goes; it goes on", exception);
            }
        }
    }
}
