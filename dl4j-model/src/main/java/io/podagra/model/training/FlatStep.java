package io.podagra.model.training;

import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of {@link WeightUpdate} on arrays that have one value for each of the network's
 * parameters, in a way that suits the machine. All ways use the same state: {@link #slots} values a
 * parameter, those of each {@link ParameterRange} together, slot after slot.
 */
interface FlatStep extends AutoCloseable {
    /** How many values the optimiser remembers of each parameter. */
    static int slots(TrainingSettings settings) {
        return Math.toIntExact(Updaters.atUnitRate(settings).stateSize(1));
    }

    /**
     * @param layout of the parameters
     * @param state all zero, {@code [1, slots * parameters]}
     */
    static FlatStep of(FlatLayout layout, INDArray state, TrainingSettings settings) {
        return HostArray.fits(layout.parameters()) && HostArray.fits(state)
                ? new HostStep(layout, state, settings)
                : new UpdaterStep(layout, state, settings);
    }

    /** Takes from the running statistics of some stages what is in the gradient's place. */
    void moveStatistics(INDArray gradient, Set<Stage> stages);

    /**
     * Changes the parameters by {@code rate * (step of the optimiser + decay * weight)}.
     *
     * @param summed gradient, summed over the images; may be {@code gradient}
     * @param gradient gets the step, where there is one
     * @param images in the sum, at least 1
     * @param rates of the stages that are trained
     * @param taken how many steps each stage has taken before this one
     */
    void step(
            INDArray summed,
            INDArray gradient,
            long images,
            Map<Stage, Double> rates,
            Map<Stage, Integer> taken);

    @Override
    void close();
}
