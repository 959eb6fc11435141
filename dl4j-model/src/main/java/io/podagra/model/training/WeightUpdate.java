package io.podagra.model.training;

import io.podagra.model.graph.FlatArray;
import java.util.EnumMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Changes the weights by the gradient, each stage at its own learning rate.
 *
 * <p>Deeplearning4j's updaters say what the step is, but this class takes it, not the network: so
 * the rate can change from step to step and from stage to stage, a stage can be frozen and unfrozen
 * without touching the state of the others, several batches can make one step, and the whole state
 * is one array that a checkpoint can hold. A step is {@code rate * (step of the updater + decay *
 * weight)}.
 */
final class WeightUpdate implements AutoCloseable {
    private final FlatLayout layout;
    private final INDArray state;
    private final INDArray sum;
    private final FlatStep step;
    private final Map<Stage, Integer> steps = new EnumMap<>(Stage.class);
    private final boolean accumulates;
    private long summedImages;

    /**
     * @param network whose parameters are changed in place
     */
    WeightUpdate(ComputationGraph network, TrainingSettings settings) {
        this.layout = FlatLayout.of(network);
        this.accumulates = settings.accumulation() > 1;
        long parameters = layout.parameters().length();
        this.state = Nd4j.zeros(DataType.FLOAT, 1, FlatStep.slots(settings) * parameters);
        this.sum = Nd4j.zeros(DataType.FLOAT, 1, accumulates ? parameters : 1);
        this.step = FlatStep.of(layout, state, settings);
        for (Stage stage : Stage.values()) {
            steps.put(stage, 0);
        }
    }

    /**
     * Takes in a batch: moves the running statistics, and adds the gradient to those before it.
     *
     * @param gradient the network's flattened gradient, one value a parameter: sums over the
     *     batch's images, not means
     * @param rates of the stages that are trained now, the same for all batches of a step
     */
    void add(INDArray gradient, int images, Map<Stage, Double> rates, boolean moveStatistics) {
        if (moveStatistics) {
            step.moveStatistics(gradient, rates.keySet());
        }
        if (accumulates) {
            // All of it: what is frozen or a statistic is never read.
            INDArray all = FlatArray.part(sum, 0, sum.length());
            INDArray batch = FlatArray.part(gradient, 0, gradient.length());
            if (summedImages == 0) {
                all.assign(batch);
            } else {
                all.addi(batch);
            }
        }
        summedImages += images;
    }

    /**
     * Takes the step that the batches since the last one ask for.
     *
     * @param gradient of the last of them; afterwards it holds the step, for who shows it
     */
    void step(INDArray gradient, Map<Stage, Double> rates) {
        step.step(accumulates ? sum : gradient, gradient, summedImages, rates, steps);
        rates.keySet().forEach(stage -> steps.merge(stage, 1, Integer::sum));
        summedImages = 0;
    }

    /** What is where in the network's parameters. */
    FlatLayout layout() {
        return layout;
    }

    /** What the updaters remember: one array, in the order of the parameters. */
    INDArray state() {
        return state;
    }

    /** How many steps each stage has taken, which Adam's correction of its means depends on. */
    Map<Stage, Integer> steps() {
        return Map.copyOf(steps);
    }

    /** Counts on from where a checkpoint was written. */
    void restoreSteps(Map<Stage, Integer> taken) {
        steps.putAll(taken);
    }

    @Override
    public void close() {
        step.close();
        state.close();
        sum.close();
    }
}
