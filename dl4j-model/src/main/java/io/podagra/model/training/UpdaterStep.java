package io.podagra.model.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** By Deeplearning4j's updaters and ND4J's operations, on any device and of any data type. */
final class UpdaterStep implements FlatStep {
    private final INDArray parameters;
    private final List<ParameterRange> statistics;
    private final List<Trained> trained = new ArrayList<>();
    private final double decay;

    private record Trained(ParameterRange range, INDArray parameter, GradientUpdater<?> updater) {}

    UpdaterStep(FlatLayout layout, INDArray state, TrainingSettings settings) {
        this.parameters = layout.parameters();
        this.statistics = layout.statistics();
        this.decay = settings.weightDecay();
        var rule = Updaters.atUnitRate(settings);
        long slots = FlatStep.slots(settings);
        for (ParameterRange range : layout.trained()) {
            INDArray own =
                    state.get(
                            NDArrayIndex.all(), // the updaters want a row
                            NDArrayIndex.interval(slots * range.from(), slots * range.to()));
            trained.add(new Trained(range, range.in(parameters), rule.instantiate(own, false)));
        }
    }

    @Override
    public void moveStatistics(INDArray gradient, Set<Stage> stages) {
        for (ParameterRange range : statistics) {
            if (stages.contains(range.stage())) {
                range.in(parameters).subi(range.in(gradient));
            }
        }
    }

    @Override
    public void step(
            INDArray summed,
            INDArray gradient,
            long images,
            Map<Stage, Double> rates,
            Map<Stage, Integer> taken) {
        for (Trained each : trained) {
            Double rate = rates.get(each.range.stage());
            if (rate != null) {
                INDArray update = each.range.in(gradient);
                if (summed != gradient) {
                    update.assign(each.range.in(summed));
                }
                update.divi(images);
                each.updater.applyUpdater(update, taken.get(each.range.stage()), 0);
                if (decay > 0 && each.range.kind() == ParameterRange.Kind.WEIGHT) {
                    try (INDArray decayed = each.parameter.mul(decay)) {
                        update.addi(decayed);
                    }
                }
                each.parameter.subi(update.muli(rate));
            }
        }
    }

    @Override
    public void close() {
        // has nothing of its own
    }
}
