package io.podagra.model;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Counts an epoch's images, sums its loss, and stops a training that has diverged. */
final class StepListener extends BaseTrainingListener {
    private final TrainingSettings settings;
    private final ArmListener listener;
    private int epoch;
    private long images;
    private double lossSum;

    StepListener(TrainingSettings settings, ArmListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    void beginEpoch(int newEpoch) {
        epoch = newEpoch;
        images = 0;
        lossSum = 0;
    }

    long images() {
        return images;
    }

    /** Mean over the images of the epoch so far. */
    double meanLoss() {
        return lossSum / images;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epochCount) {
        double loss = model.score() - penalty(model);
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(epoch, loss, settings.learningRate());
        }
        int batch = model.batchSize();
        images += batch;
        lossSum += loss * batch;
        listener.onStep(epoch, images, loss);
    }

    /** Deeplearning4j adds the weight decay's penalty to the score; the loss is without it. */
    private double penalty(Model model) {
        return settings.weightDecay() > 0 && model instanceof ComputationGraph graph
                ? graph.calcRegularizationScore(true)
                : 0;
    }
}
