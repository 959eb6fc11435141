package io.podagra.model.training;

import static io.podagra.model.training.Stage.HEAD;
import static io.podagra.model.training.Stage.STEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against the formulas of the papers, worked in double. */
class WeightUpdateTest {
    private static final int IMAGES = 4;
    private static final double DECAY = 0.1;
    private static final Map<Stage, Double> RATES = Map.of(STEM, 0.01, HEAD, 0.05);

    /** The layout of {@link TinyNetworks#withStem}: weights, offsets; stem, head. */
    private static final int PARAMETERS = 17;

    private static final int FIRST_OF_HEAD = 9;

    private final ComputationGraph network = TinyNetworks.withStem();
    private final Random random = new Random(5);

    /** Kingma and Ba 2015, algorithm 1, the order of its section 2; Loshchilov and Hutter 2019. */
    private static final class AdamW {
        private final double[] mean = new double[PARAMETERS];
        private final double[] square = new double[PARAMETERS];
        private final int[] steps = new int[PARAMETERS];

        double step(int index, double gradient) {
            steps[index]++;
            mean[index] = 0.9 * mean[index] + 0.1 * gradient;
            square[index] = 0.999 * square[index] + 0.001 * gradient * gradient;
            double correction =
                    Math.sqrt(1 - Math.pow(0.999, steps[index]))
                            / (1 - Math.pow(0.9, steps[index]));
            return correction * mean[index] / (Math.sqrt(square[index]) + 1e-8);
        }
    }

    /** {@code torch.optim.SGD(momentum=0.9, nesterov=True)}. */
    private static final class Nesterov {
        private final double[] velocity = new double[PARAMETERS];

        double step(int index, double gradient) {
            velocity[index] = 0.9 * velocity[index] + gradient;
            return gradient + 0.9 * velocity[index];
        }
    }

    @FunctionalInterface
    private interface Rule {
        double step(int index, double meanGradient);
    }

    @Test
    void adamWStepsByItsFormulaWithEachStagesRateAndDecaysOnlyWeights() {
        assertFollows(new AdamW()::step, Optimiser.ADAMW);
    }

    @Test
    void sgdStepsByNesterovsFormulaWithEachStagesRateAndDecaysOnlyWeights() {
        assertFollows(new Nesterov()::step, Optimiser.SGD);
    }

    private void assertFollows(Rule rule, Optimiser optimiser) {
        double[] expected = network.params().toDoubleVector();
        try (WeightUpdate update = update(settings(optimiser))) {
            for (int step = 0; step < 10; step++) {
                double[] gradient = gradient();
                take(update, gradient, RATES);
                apply(rule, expected, gradient, RATES);
            }
        }

        assertThat(network.params().toDoubleVector()).containsExactly(expected, within(2e-6));
    }

    /** As Adam's correction of a mean over few steps must be for a stage that has taken few. */
    @Test
    void aStageThatJoinsLaterCountsItsOwnSteps() {
        double[] expected = network.params().toDoubleVector();
        AdamW adam = new AdamW();
        try (WeightUpdate update = update(settings(Optimiser.ADAMW))) {
            for (int step = 0; step < 8; step++) {
                Map<Stage, Double> rates = step < 5 ? Map.of(HEAD, 0.05) : RATES;
                double[] gradient = gradient();
                take(update, gradient, rates);
                apply(adam::step, expected, gradient, rates);
            }

            assertThat(update.steps()).containsEntry(STEM, 3).containsEntry(HEAD, 8);
        }
        assertThat(network.params().toDoubleVector()).containsExactly(expected, within(2e-6));
    }

    @Test
    void aStageThatIsNotTrainedKeepsItsWeightsToTheBit() {
        double[] before = network.params().toDoubleVector();
        try (WeightUpdate update = update(settings(Optimiser.ADAMW))) {
            take(update, gradient(), Map.of(HEAD, 0.05));
        }
        double[] after = network.params().toDoubleVector();

        for (int index = 0; index < PARAMETERS; index++) {
            if (index < FIRST_OF_HEAD) {
                assertThat(after[index]).isEqualTo(before[index]);
            } else {
                assertThat(after[index]).isNotEqualTo(before[index]);
            }
        }
    }

    @Test
    void severalBatchesOfDifferentSizesMakeTheStepOfOneLargeBatch() {
        ComputationGraph other = TinyNetworks.withStem();
        try (WeightUpdate small = update(settings(Optimiser.ADAMW).accumulation(3));
                WeightUpdate large = new WeightUpdate(other, settings(Optimiser.ADAMW).build())) {
            for (int step = 0; step < 4; step++) {
                double[] sum = new double[PARAMETERS];
                INDArray last = Nd4j.zeros(1);
                for (int images : new int[] {8, 8, 3}) {
                    double[] gradient = gradient();
                    IntStream.range(0, PARAMETERS).forEach(i -> sum[i] += gradient[i]);
                    last = row(gradient);
                    small.add(last, images, RATES, true);
                }
                small.step(last, RATES);
                INDArray whole = row(sum);
                large.add(whole, 19, RATES, true);
                large.step(whole, RATES);
            }
        }

        assertThat(network.params().toDoubleVector())
                .containsExactly(other.params().toDoubleVector(), within(1e-6));
    }

    /** Of the steps taken and the array of the updaters, nothing else is needed. */
    @Test
    void goesOnFromItsStateAndItsStepsAsIfItHadNotStopped() {
        ComputationGraph other = TinyNetworks.withStem();
        try (WeightUpdate update = update(settings(Optimiser.ADAMW))) {
            for (int step = 0; step < 5; step++) {
                take(update, gradient(), RATES);
            }
            try (WeightUpdate restored =
                    new WeightUpdate(other, settings(Optimiser.ADAMW).build())) {
                other.params().assign(network.params());
                restored.state().assign(update.state());
                restored.restoreSteps(update.steps());
                for (int step = 0; step < 5; step++) {
                    double[] gradient = gradient();
                    take(update, gradient, RATES);
                    take(restored, gradient, RATES);
                }
            }
        }

        assertThat(other.params().equalsWithEps(network.params(), 0)).isTrue();
    }

    private WeightUpdate update(TestSettings settings) {
        return new WeightUpdate(network, settings.build());
    }

    private static TestSettings settings(Optimiser optimiser) {
        return new TestSettings().optimiser(optimiser).weightDecay(DECAY);
    }

    private static void take(WeightUpdate update, double[] gradient, Map<Stage, Double> rates) {
        INDArray row = row(gradient);
        update.add(row, IMAGES, rates, true);
        update.step(row, rates);
    }

    private static void apply(
            Rule rule, double[] weights, double[] gradient, Map<Stage, Double> rates) {
        for (int index = 0; index < PARAMETERS; index++) {
            Double rate = rates.get(index < FIRST_OF_HEAD ? STEM : HEAD);
            if (rate != null) {
                double decay = isWeight(index) ? DECAY * weights[index] : 0;
                weights[index] -= rate * (rule.step(index, gradient[index] / IMAGES) + decay);
            }
        }
    }

    /** 2 x 3 weights and 3 offsets of the stem, 3 x 2 weights and 2 offsets of the head. */
    private static boolean isWeight(int index) {
        return index < 6 || (index >= FIRST_OF_HEAD && index < 15);
    }

    /** Sums over the images, of very different sizes. */
    private double[] gradient() {
        return random.doubles(PARAMETERS, -1, 1).map(value -> value * value * value).toArray();
    }

    private static INDArray row(double[] values) {
        float[] floats = new float[values.length];
        for (int index = 0; index < floats.length; index++) {
            floats[index] = (float) values[index];
        }
        return Nd4j.createFromArray(floats).reshape(1, floats.length);
    }
}
