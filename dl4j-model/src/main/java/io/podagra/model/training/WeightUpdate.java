package io.podagra.model.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * Changes the weights by the gradient, each stage at its own learning rate.
 *
 * <p>Deeplearning4j's updaters compute the step, but this class calls them, not the network: so the
 * rate can change from step to step and from stage to stage, a stage can be frozen and unfrozen
 * without touching the state of the others, several batches can make one step, and the whole state
 * is one array that a checkpoint can hold. A step is {@code rate * (step of the updater + decay *
 * weight)}.
 */
final class WeightUpdate implements AutoCloseable {
    private final INDArray parameters;
    private final INDArray state;
    private final INDArray sum;
    private final double decay;
    private final List<Trained> trained = new ArrayList<>();
    private final List<ParameterRange> statistics;
    private final Map<Stage, Integer> steps = new EnumMap<>(Stage.class);
    private final boolean accumulates;
    private long summedImages;

    private record Trained(ParameterRange range, INDArray parameter, GradientUpdater<?> updater) {}

    /**
     * @param network whose parameters are changed in place
     */
    WeightUpdate(ComputationGraph network, TrainingSettings settings) {
        this.parameters = network.params();
        this.decay = settings.weightDecay();
        this.accumulates = settings.accumulation() > 1;
        List<ParameterRange> ranges = ParameterRange.of(network);
        this.statistics =
                ranges.stream()
                        .filter(range -> range.kind() == ParameterRange.Kind.STATISTIC)
                        .toList();
        var rule = Updaters.atUnitRate(settings);
        long slots = rule.stateSize(1);
        this.state = Nd4j.zeros(DataType.FLOAT, 1, slots * parameters.length());
        this.sum = Nd4j.zeros(DataType.FLOAT, 1, accumulates ? parameters.length() : 1);
        for (ParameterRange range : ranges) {
            if (range.kind() != ParameterRange.Kind.STATISTIC) {
                INDArray own =
                        state.get(
                                NDArrayIndex.all(), // the updaters want a row
                                NDArrayIndex.interval(slots * range.from(), slots * range.to()));
                trained.add(new Trained(range, range.in(parameters), rule.instantiate(own, false)));
            }
        }
        for (Stage stage : Stage.values()) {
            steps.put(stage, 0);
        }
    }

    /**
     * Takes in a batch: moves the running statistics, and adds the gradient to those before it.
     *
     * @param gradient the network's flattened gradient, one value a parameter: sums over the
     *     batch's images, not means
     * @param rates of the stages that are trained now
     */
    void add(INDArray gradient, int images, Map<Stage, Double> rates, boolean moveStatistics) {
        if (moveStatistics) {
            for (ParameterRange range : statistics) {
                if (rates.containsKey(range.stage())) {
                    range.in(parameters).subi(range.in(gradient));
                }
            }
        }
        if (accumulates) {
            for (Trained each : trained) {
                if (rates.containsKey(each.range.stage())) {
                    each.range.in(sum).addi(each.range.in(gradient));
                }
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
        for (Trained each : trained) {
            Double rate = rates.get(each.range.stage());
            if (rate != null) {
                INDArray update = each.range.in(gradient);
                if (accumulates) {
                    INDArray summed = each.range.in(sum);
                    update.assign(summed);
                    summed.assign(0);
                }
                update.divi(summedImages);
                each.updater.applyUpdater(update, steps.get(each.range.stage()), 0);
                if (decay > 0 && each.range.kind() == ParameterRange.Kind.WEIGHT) {
                    try (INDArray decayed = each.parameter.mul(decay)) {
                        update.addi(decayed);
                    }
                }
                each.parameter.subi(update.muli(rate));
            }
        }
        rates.keySet().forEach(stage -> steps.merge(stage, 1, Integer::sum));
        summedImages = 0;
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
        state.close();
        sum.close();
    }
}
