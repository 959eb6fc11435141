package io.podagra.model.training;

import static java.util.Objects.requireNonNull;

import io.podagra.model.onednn.OneDnnGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a network, validates it after each epoch, keeps the weights of the best epoch, and can be
 * stopped at any moment.
 *
 * <p>The best epoch is the one with the largest validation AUC, on a tie the one with the smaller
 * validation loss. Training ends after {@link TrainingSettings#epochs()}, after {@link
 * TrainingSettings#patience()} epochs without a better one, or when a {@link StoppingRule} says so.
 *
 * <p>Everything random in a step follows from the seed, the epoch and the batch. So a training that
 * goes on from a checkpoint takes the steps it would have taken, and comes to the same weights as
 * far as the native library computes the same sums in the same order, as it does on one thread.
 */
public final class TrainingLoop {
    private final TrainingSettings settings;
    private final List<TrainingListener> networkListeners;
    private final Optional<CheckpointFolder> checkpoints;
    private final CheckpointPolicy policy;
    private final StoppingRule rule;

    /**
     * With checkpoints after each epoch and every {@link TrainingSettings#checkpointMinutes()}
     * within one.
     *
     * @param networkListeners Deeplearning4j's own listeners, such as the one that feeds the UI
     * @param checkpoints where to keep them; without, a training that is stopped begins anew
     */
    public TrainingLoop(
            TrainingSettings settings,
            List<TrainingListener> networkListeners,
            Optional<CheckpointFolder> checkpoints) {
        this(
                settings,
                networkListeners,
                checkpoints,
                CheckpointPolicy.afterEachEpoch(60 * settings.checkpointMinutes()),
                StoppingRule.never());
    }

    private TrainingLoop(
            TrainingSettings settings,
            List<TrainingListener> networkListeners,
            Optional<CheckpointFolder> checkpoints,
            CheckpointPolicy policy,
            StoppingRule rule) {
        this.settings = requireNonNull(settings, "settings is null");
        this.networkListeners = List.copyOf(networkListeners);
        this.checkpoints = requireNonNull(checkpoints, "checkpoints is null");
        this.policy = requireNonNull(policy, "policy is null");
        this.rule = requireNonNull(rule, "rule is null");
    }

    /** The same with checkpoints at other times. */
    public TrainingLoop withCheckpointPolicy(CheckpointPolicy other) {
        return new TrainingLoop(settings, networkListeners, checkpoints, other, rule);
    }

    /** The same, which a rule can stop early. */
    public TrainingLoop withStoppingRule(StoppingRule other) {
        return new TrainingLoop(settings, networkListeners, checkpoints, policy, other);
    }

    /**
     * Trains the network in place, from its weights or from the newest checkpoint.
     *
     * @param seed of what is random in the steps
     * @return the network with the weights of its best epoch
     * @throws TrainingDivergedException if the loss is no longer finite or has exploded; the
     *     checkpoints from before stay
     * @throws IOException if a checkpoint cannot be written; those from before stay
     */
    public TrainedArm train(
            ComputationGraph network, TrainingTask task, long seed, ArmListener listener)
            throws IOException {
        List<Double> classWeights = settings.loss().weightsFor(task.imagesByClass());
        network.setListeners(new ArrayList<>(networkListeners)); // the network wants to change it
        try (TrainingForm form = new TrainingForm(network, settings, classWeights);
                WeightUpdate update = new WeightUpdate(network, settings);
                INDArray bestWeights = network.params().dup()) {
            Training training = new Training(network, task, update, bestWeights, listener);
            TrainingState state = training.begin(identity(network, task, seed));
            DivergenceGuard guard = new DivergenceGuard(settings, task.lossLimit());
            EpochSteps steps =
                    new EpochSteps(settings, network, task, update, seed, listener, guard);
            while (!isOver(state) && training.stopped().isEmpty()) {
                form.freeze(settings.stages().frozenIn(state.epoch()));
                state = training.epoch(state, steps);
            }
            network.params().assign(bestWeights);
            return new TrainedArm(
                    network, state.history(), state.best().orElseThrow(), training.stopped());
        } finally {
            network.setListeners(List.of());
            OneDnnGraph.release(network);
        }
    }

    private String identity(ComputationGraph network, TrainingTask task, long seed) {
        return "seed %d, %d images, %d parameters, %s"
                .formatted(seed, task.images(), network.params().length(), settings);
    }

    private boolean isOver(TrainingState state) {
        int done = state.epoch() - 1;
        return done >= settings.epochs()
                || state.best()
                        .map(best -> done - best.epoch() >= settings.patience())
                        .orElse(false);
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static boolean isSound(ComputationGraph network) {
        return Double.isFinite(network.params().sumNumber().doubleValue());
    }

    /** What the epochs of one training share. */
    private final class Training {
        private final ComputationGraph network;
        private final TrainingTask task;
        private final WeightUpdate update;
        private final INDArray bestWeights;
        private final ArmListener listener;
        private Optional<Optional<FeatureTask>> asked = Optional.empty();
        private Optional<String> stopped = Optional.empty();
        private boolean bestIsWritten = true;
        private long written = System.nanoTime();

        Training(
                ComputationGraph network,
                TrainingTask task,
                WeightUpdate update,
                INDArray bestWeights,
                ArmListener listener) {
            this.network = network;
            this.task = task;
            this.update = update;
            this.bestWeights = bestWeights;
            this.listener = listener;
        }

        /** Why the rule stopped this training, if it did. */
        Optional<String> stopped() {
            return stopped;
        }

        /** At the start, or where the newest checkpoint is. */
        TrainingState begin(String identity) throws IOException {
            if (checkpoints.isEmpty()) {
                return TrainingState.start(identity);
            }
            Optional<TrainingState> restored =
                    checkpoints
                            .get()
                            .restore(
                                    identity,
                                    network.params(),
                                    update.state(),
                                    bestWeights,
                                    listener::onWarning);
            restored.ifPresent(
                    state -> {
                        update.restoreSteps(state.steps());
                        listener.onResume(state.history());
                        askRule(state);
                    });
            return restored.orElseGet(() -> TrainingState.start(identity));
        }

        private void askRule(TrainingState state) {
            if (!state.history().isEmpty() && !isOver(state)) {
                stopped = rule.reason(state.history());
            }
        }

        /** Asked for once, since the trunk is the same until it is unfrozen for good. */
        private Optional<FeatureTask> onFeatures(int epoch) {
            if (!settings.stages().headOnlyIn(epoch)) {
                asked = Optional.empty();
                return Optional.empty();
            }
            if (asked.isEmpty()) {
                asked = Optional.of(task.onFeatures(network, listener));
            }
            return asked.get();
        }

        TrainingState epoch(TrainingState begin, EpochSteps steps) throws IOException {
            long start = System.nanoTime();
            Optional<FeatureTask> onFeatures = onFeatures(begin.epoch());
            TrainingState end = steps.run(begin, onFeatures, this::writeIfDue);
            double trainingSeconds = secondsSince(start);
            Validation validation =
                    onFeatures.map(FeatureTask::validate).orElseGet(() -> task.validate(network));
            requireSound(begin.epoch(), validation);
            EpochResult result =
                    new EpochResult(
                            begin.epoch(),
                            end.lossSum() / end.images(),
                            validation.loss(),
                            validation.auc(),
                            steps.learningRate(),
                            secondsSince(start),
                            (end.images() - begin.images()) / trainingSeconds,
                            false);
            if (begin.best().isEmpty() || result.betterThan(begin.best().get())) {
                result = result.asBest();
                bestWeights.assign(network.params());
                bestIsWritten = false;
            }
            TrainingState next = end.next(result, update.steps());
            askRule(next);
            if (isDue(moment(next, onFeatures.isPresent()))) {
                write(next);
            }
            listener.onEpoch(result, validation);
            return next;
        }

        private CheckpointPolicy.Moment moment(TrainingState state, boolean onFeatures) {
            if (isOver(state)) {
                return CheckpointPolicy.Moment.AT_THE_END;
            }
            if (stopped.isPresent()) {
                return CheckpointPolicy.Moment.WHEN_STOPPED;
            }
            return onFeatures && settings.stages().headOnlyIn(state.epoch())
                    ? CheckpointPolicy.Moment.AFTER_A_SHORT_EPOCH
                    : CheckpointPolicy.Moment.AFTER_AN_EPOCH;
        }

        private boolean isDue(CheckpointPolicy.Moment moment) {
            return policy.isDue(moment, secondsSince(written));
        }

        private void requireSound(int epoch, Validation validation) {
            if (!Double.isFinite(validation.loss())) {
                throw TrainingDivergedException.byLoss(epoch, validation.loss(), settings);
            }
            // ReLU makes 0 of what is no number, so that the loss need not show it.
            if (!isSound(network)) {
                throw TrainingDivergedException.byWeights(epoch, settings);
            }
        }

        /**
         * Within an epoch the loss of a step is known only after the next batch: weights that the
         * step made infinite would replace the checkpoints from before the divergence.
         */
        private void writeIfDue(TrainingState state) throws IOException {
            if (isDue(CheckpointPolicy.Moment.WITHIN_AN_EPOCH) && isSound(network)) {
                write(state);
            }
        }

        private void write(TrainingState state) throws IOException {
            if (checkpoints.isPresent()) {
                if (!bestIsWritten && state.best().isPresent()) {
                    checkpoints.get().writeBest(state.best().get().epoch(), bestWeights);
                    bestIsWritten = true;
                }
                checkpoints.get().write(state, network.params(), update.state());
            }
            written = System.nanoTime();
        }
    }
}
