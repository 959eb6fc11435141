package io.podagra.model.training;

import io.podagra.data.Workers;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * In one pass over memory that the CPU computes on, where ND4J's operations take ten: the arrays
 * come piece by piece into the processor's cache, and all is done there that is to do. Every value
 * depends on those at its own index alone, so the number of threads changes no bit.
 */
final class HostStep implements FlatStep {
    /** Of a piece, in values: four arrays of it fit into a core's second cache. */
    private static final int PIECE = 1 << 13;

    private final List<INDArray> owners; // whose memory the buffers are: it goes with them
    private final FloatBuffer parameters;
    private final FloatBuffer state;
    private final List<ParameterRange> statistics;
    private final List<Piece> pieces = new ArrayList<>();
    private final StepRule rule;
    private final float decay;
    private final Scratch[] scratch;
    private final Workers workers;

    /** A part of a range, from an index on. */
    private record Piece(ParameterRange range, int from, int length) {
        /** Where a slot's part of the state begins. */
        int memory(int slot, int slots) {
            long before = slot * (range.to() - range.from()) + from - range.from();
            return Math.toIntExact(slots * range.from() + before);
        }
    }

    /** What one thread works in. */
    private static final class Scratch {
        final float[] step = new float[PIECE];
        final float[] parameter = new float[PIECE];
        final float[][] memory;

        Scratch(int slots) {
            memory = new float[slots][PIECE];
        }
    }

    /** Where the gradient comes from, where the step goes to, and how large it is. */
    private record Step(
            FloatBuffer summed,
            FloatBuffer gradient,
            float images,
            Map<Stage, Double> rates,
            Map<Stage, Integer> taken) {}

    /** On as many threads as ND4J computes on. */
    HostStep(FlatLayout layout, INDArray state, TrainingSettings settings) {
        this(layout, state, settings, Math.max(1, Nd4j.getEnvironment().maxThreads()));
    }

    HostStep(FlatLayout layout, INDArray state, TrainingSettings settings, int threads) {
        this.owners = List.of(layout.parameters(), state);
        this.parameters = HostArray.of(layout.parameters());
        this.state = HostArray.of(state);
        this.statistics = layout.statistics();
        this.rule = StepRule.of(settings);
        this.decay = (float) settings.weightDecay();
        int slots = FlatStep.slots(settings);
        for (ParameterRange range : layout.trained()) {
            cut(range);
        }
        this.scratch = new Scratch[threads];
        for (int thread = 0; thread < threads; thread++) {
            scratch[thread] = new Scratch(slots);
        }
        this.workers = new Workers(threads);
    }

    private void cut(ParameterRange range) {
        int to = Math.toIntExact(range.to());
        for (int from = (int) range.from(); from < to; from += PIECE) {
            pieces.add(new Piece(range, from, Math.min(PIECE, to - from)));
        }
    }

    @Override
    public void moveStatistics(INDArray gradient, Set<Stage> stages) {
        FloatBuffer steps = HostArray.of(gradient);
        try {
            for (ParameterRange range : statistics) {
                if (stages.contains(range.stage())) {
                    for (int index = (int) range.from(); index < range.to(); index++) {
                        parameters.put(index, parameters.get(index) - steps.get(index));
                    }
                }
            }
        } finally {
            Reference.reachabilityFence(owners);
            Reference.reachabilityFence(gradient);
        }
    }

    @Override
    public void step(
            INDArray summed,
            INDArray gradient,
            long images,
            Map<Stage, Double> rates,
            Map<Stage, Integer> taken) {
        Step step = new Step(HostArray.of(summed), HostArray.of(gradient), images, rates, taken);
        AtomicInteger next = new AtomicInteger();
        try {
            workers.forEach(scratch.length, thread -> takeAll(step, next, scratch[thread]));
        } finally {
            Reference.reachabilityFence(owners);
            Reference.reachabilityFence(summed);
            Reference.reachabilityFence(gradient);
        }
    }

    private void takeAll(Step step, AtomicInteger next, Scratch in) {
        int index = next.getAndIncrement();
        while (index < pieces.size()) {
            take(step, pieces.get(index), in);
            index = next.getAndIncrement();
        }
    }

    private void take(Step step, Piece piece, Scratch in) {
        Double rate = step.rates.get(piece.range.stage());
        if (rate == null) {
            return;
        }
        int length = piece.length;
        int slots = in.memory.length;
        step.summed.get(piece.from, in.step, 0, length);
        divide(in.step, length, step.images);
        for (int slot = 0; slot < slots; slot++) {
            state.get(piece.memory(slot, slots), in.memory[slot], 0, length);
        }
        rule.apply(in.step, in.memory, length, step.taken.get(piece.range.stage()));
        for (int slot = 0; slot < slots; slot++) {
            state.put(piece.memory(slot, slots), in.memory[slot], 0, length);
        }
        parameters.get(piece.from, in.parameter, 0, length);
        if (decay > 0 && piece.range.kind() == ParameterRange.Kind.WEIGHT) {
            decay(in.step, in.parameter, length, decay);
        }
        multiply(in.step, length, rate.floatValue());
        subtract(in.parameter, in.step, length);
        parameters.put(piece.from, in.parameter, 0, length);
        step.gradient.put(piece.from, in.step, 0, length);
    }

    // One array is written in each of these loops, and each becomes vector instructions.

    private static void divide(float[] values, int length, float divisor) {
        for (int i = 0; i < length; i++) {
            values[i] /= divisor;
        }
    }

    private static void multiply(float[] values, int length, float factor) {
        for (int i = 0; i < length; i++) {
            values[i] *= factor;
        }
    }

    private static void decay(float[] step, float[] weight, int length, float decay) {
        for (int i = 0; i < length; i++) {
            step[i] += weight[i] * decay;
        }
    }

    private static void subtract(float[] from, float[] values, int length) {
        for (int i = 0; i < length; i++) {
            from[i] -= values[i];
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
