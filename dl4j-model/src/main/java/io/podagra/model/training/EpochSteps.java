package io.podagra.model.training;

import io.podagra.pipeline.Seeds;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The steps of one epoch, from its beginning or from where a checkpoint left it. */
final class EpochSteps {
    private final TrainingSettings settings;
    private final ComputationGraph network;
    private final TrainingTask task;
    private final WeightUpdate update;
    private final long seed;
    private final ArmListener listener;
    private final DivergenceGuard guard;
    private final GradientRatios ratios;
    private double learningRate;

    EpochSteps(
            TrainingSettings settings,
            ComputationGraph network,
            TrainingTask task,
            WeightUpdate update,
            long seed,
            ArmListener listener,
            DivergenceGuard guard) {
        this.settings = settings;
        this.network = network;
        this.task = task;
        this.update = update;
        this.seed = seed;
        this.listener = listener;
        this.guard = guard;
        this.ratios = new GradientRatios(update.layout());
    }

    /** Is offered what can be gone on from. */
    @FunctionalInterface
    interface CheckpointWriter {
        void offer(TrainingState state) throws IOException;
    }

    /**
     * @param begin at the beginning of an epoch, or within it, between two steps
     * @param onFeatures where only the heads learn and features are kept
     * @param checkpoint called between two steps
     * @return at the end of the epoch, before its validation
     */
    TrainingState run(
            TrainingState begin, Optional<FeatureTask> onFeatures, CheckpointWriter checkpoint)
            throws IOException {
        int epoch = begin.epoch();
        Optional<Iterator<DataSet>> features = onFeatures.flatMap(heads -> heads.epoch(epoch));
        Iterator<DataSet> batches = features.orElseGet(() -> task.epoch(epoch));
        Pass pass = features.isPresent() ? onFeatures.get().heads()::train : this::throughAll;
        for (int done = 0; done < begin.batches(); done++) {
            batches.next(); // went through the network before the checkpoint
        }
        TrainingState state = begin;
        long imagesBeforeStep = begin.images();
        network.getListeners().forEach(each -> each.onEpochStart(network));
        while (batches.hasNext()) {
            double loss = backpropagate(pass, batches.next(), epoch, state.batches());
            guard.check(epoch, loss);
            int images = network.batchSize();
            long imagesDone = state.images() + images;
            if (state.batches() % settings.accumulation() == 0) {
                imagesBeforeStep = state.images();
            }
            Map<Stage, Double> rates = rates(epoch, imagesBeforeStep);
            INDArray gradient = network.getGradientsViewArray();
            if (GradientRatios.isDue(state.batches() + 1, batchesInEpoch())) {
                listener.onGradient(epoch, imagesDone, ratios.of(gradient, images, rates.keySet()));
            }
            update.add(gradient, images, rates, movesStatistics());
            int batchesDone = state.batches() + 1;
            boolean stepped = batchesDone % settings.accumulation() == 0 || !batches.hasNext();
            if (stepped) {
                update.step(gradient, rates);
            }
            state =
                    state.within(
                            batchesDone,
                            imagesDone,
                            state.lossSum() + loss * images,
                            update.steps());
            tell(epoch, state, loss);
            if (stepped && batches.hasNext()) {
                checkpoint.offer(state);
            }
        }
        network.getListeners().forEach(each -> each.onEpochEnd(network));
        return state;
    }

    /** Learning rate of the last step, before the stages' own factors. */
    double learningRate() {
        return learningRate;
    }

    /** From a batch to the network's gradient. */
    @FunctionalInterface
    private interface Pass {
        /** Returns the loss. */
        double run(INDArray features, INDArray... labels);
    }

    private double backpropagate(Pass pass, DataSet batch, int epoch, int index) {
        Nd4j.getRandom().setSeed(Seeds.derive(seed, epoch, index));
        return pass.run(batch.getFeatures(), task.perOutput(batch.getLabels()));
    }

    private double throughAll(INDArray images, INDArray... labels) {
        network.setInputs(images);
        network.setLabels(labels);
        network.computeGradientAndScore();
        return network.score();
    }

    private Map<Stage, Double> rates(int epoch, long imagesBefore) {
        double passed = epoch - 1 + imagesBefore / (double) task.images();
        double oneStep = settings.batchSize() * settings.accumulation() / (double) task.images();
        learningRate =
                settings.learningRate()
                        * settings.schedule().factor(passed, settings.epochs(), oneStep);
        return settings.stages().trainedIn(epoch, learningRate);
    }

    private boolean movesStatistics() {
        return settings.batchNorm() == TrainingSettings.BatchNormStatistics.UPDATE;
    }

    private int batchesInEpoch() {
        return (task.images() + settings.batchSize() - 1) / settings.batchSize();
    }

    private void tell(int epoch, TrainingState state, double loss) {
        int iteration = (epoch - 1) * batchesInEpoch() + state.batches();
        for (TrainingListener each : network.getListeners()) {
            each.iterationDone(network, iteration, epoch - 1);
        }
        listener.onStep(epoch, state.images(), loss);
    }
}
