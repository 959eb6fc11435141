package io.podagra.model.training;

import static io.podagra.model.training.ParameterRange.Kind.OFFSET;
import static io.podagra.model.training.ParameterRange.Kind.STATISTIC;
import static io.podagra.model.training.ParameterRange.Kind.WEIGHT;
import static io.podagra.model.training.Stage.HEAD;
import static io.podagra.model.training.Stage.STAGE_3;
import static io.podagra.model.training.Stage.STEM;
import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.model.graph.FlatArray;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against Deeplearning4j's updaters, from the same parameters by the same gradients. */
class HostStepTest {
    private static final int IMAGES = 7;
    private static final Map<Stage, Double> ALL = Map.of(STEM, 0.01, STAGE_3, 0.03, HEAD, 0.05);

    /** One value, less than a piece, several pieces and a rest, exactly two pieces. */
    private static final List<ParameterRange> RANGES =
            List.of(
                    new ParameterRange("stem-cnn1", 0, 1, STEM, WEIGHT),
                    new ParameterRange("stem-batch1", 1, 65, STEM, OFFSET),
                    new ParameterRange("stem-batch1", 65, 129, STEM, STATISTIC),
                    new ParameterRange("res3a_branch1", 129, 30_000, STAGE_3, WEIGHT),
                    new ParameterRange("res3a_branch1", 30_000, 30_011, STAGE_3, OFFSET),
                    new ParameterRange("bn3a_branch1", 30_011, 30_200, STAGE_3, STATISTIC),
                    new ParameterRange("output", 30_200, 46_584, HEAD, WEIGHT),
                    new ParameterRange("output", 46_584, 46_586, HEAD, OFFSET));

    private static final int PARAMETERS = 46_586;

    private final Random random = new Random(11);
    private final float[] initial = gradient();

    /** Parameters and state, which one way of stepping changes. */
    private static final class Side implements AutoCloseable {
        final INDArray parameters;
        final INDArray state;
        final FlatStep step;
        private final Map<Stage, Integer> taken = new EnumMap<>(Stage.class);
        private INDArray shown = Nd4j.empty();

        Side(float[] initial, TrainingSettings settings, Way way) {
            parameters = row(initial);
            state = Nd4j.zeros(DataType.FLOAT, 1, FlatStep.slots(settings) * (long) PARAMETERS);
            step = way.of(new FlatLayout(parameters, RANGES), state, settings);
        }

        void take(float[] gradient, Map<Stage, Double> rates) {
            shown = row(gradient);
            step.step(shown, shown, IMAGES, rates, taken());
            rates.keySet().forEach(stage -> taken.merge(stage, 1, Integer::sum));
        }

        Map<Stage, Integer> taken() {
            for (Stage stage : Stage.values()) {
                taken.putIfAbsent(stage, 0);
            }
            return taken;
        }

        @Override
        public void close() {
            step.close();
        }
    }

    @FunctionalInterface
    private interface Way {
        FlatStep of(FlatLayout layout, INDArray state, TrainingSettings settings);
    }

    @ParameterizedTest
    @EnumSource(Optimiser.class)
    void takesTheStepsOfDeeplearning4jsUpdaters(Optimiser optimiser) {
        assertSameAsUpdaters(optimiser, 0);
    }

    @ParameterizedTest
    @EnumSource(Optimiser.class)
    void decaysTheWeightsAndNothingElse(Optimiser optimiser) {
        assertSameAsUpdaters(optimiser, 0.1);
    }

    private void assertSameAsUpdaters(Optimiser optimiser, double decay) {
        TrainingSettings settings = settings(optimiser, decay);
        try (Side host = new Side(initial, settings, HostStep::new);
                Side updaters = new Side(initial, settings, UpdaterStep::new)) {
            for (int step = 0; step < 6; step++) {
                Map<Stage, Double> rates = step < 3 ? Map.of(STAGE_3, 0.02, HEAD, 0.05) : ALL;
                float[] gradient = gradient();
                host.take(gradient, rates);
                updaters.take(gradient, rates);

                assertClose(host.shown, updaters.shown, 1e-6);
            }
            assertClose(host.parameters, updaters.parameters, 1e-6);
            assertClose(host.state, updaters.state, 1e-6);
        }
    }

    /** A run whose state the updaters wrote goes on here. */
    @ParameterizedTest
    @EnumSource(Optimiser.class)
    void goesOnFromTheStateOfTheUpdaters(Optimiser optimiser) {
        TrainingSettings settings = settings(optimiser, 0.1);
        try (Side host = new Side(initial, settings, HostStep::new);
                Side updaters = new Side(initial, settings, UpdaterStep::new)) {
            for (int step = 0; step < 4; step++) {
                updaters.take(gradient(), ALL);
            }
            host.parameters.assign(updaters.parameters);
            host.state.assign(updaters.state);
            host.taken.putAll(updaters.taken);
            float[] gradient = gradient();
            host.take(gradient, ALL);
            updaters.take(gradient, ALL);

            assertClose(host.parameters, updaters.parameters, 1e-6);
        }
    }

    @Test
    void aFrozenStageKeepsWeightsAndStateAndGradientToTheBit() {
        try (Side host = new Side(initial, settings(Optimiser.ADAMW, 0.1), HostStep::new)) {
            float[] gradient = gradient();
            host.take(gradient, Map.of(STEM, 0.1, HEAD, 0.1));

            float[] after = host.parameters.toFloatVector();
            float[] shown = host.shown.toFloatVector();
            float[] state = host.state.toFloatVector();
            for (int index = 129; index < 30_200; index++) {
                assertThat(after[index]).isEqualTo(initial[index]);
                assertThat(shown[index]).isEqualTo(gradient[index]);
                assertThat(state[2 * index]).isZero();
                assertThat(state[2 * index + 1]).isZero();
            }
            assertThat(after[128]).isEqualTo(initial[128]); // a statistic is not stepped
            assertThat(after[64]).isNotEqualTo(initial[64]);
            assertThat(after[30_200]).isNotEqualTo(initial[30_200]);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        TrainingSettings settings = settings(Optimiser.ADAMW, 0.1);
        try (Side one = new Side(initial, settings, (l, s, t) -> new HostStep(l, s, t, 1));
                Side five = new Side(initial, settings, (l, s, t) -> new HostStep(l, s, t, 5))) {
            for (int step = 0; step < 4; step++) {
                float[] gradient = gradient();
                one.take(gradient, ALL);
                five.take(gradient, ALL);
            }

            assertThat(five.parameters.toFloatVector()).isEqualTo(one.parameters.toFloatVector());
            assertThat(five.state.toFloatVector()).isEqualTo(one.state.toFloatVector());
        }
    }

    @Test
    void stepsByASumThatIsApartAndLeavesItAsItIs() {
        TrainingSettings settings = settings(Optimiser.ADAMW, 0.1);
        float[] sum = gradient();
        try (Side apart = new Side(initial, settings, HostStep::new);
                Side together = new Side(initial, settings, HostStep::new)) {
            INDArray summed = row(sum);
            INDArray gradient = row(gradient());
            apart.step.step(summed, gradient, IMAGES, ALL, apart.taken());
            together.take(sum, ALL);

            assertThat(apart.parameters.toFloatVector())
                    .isEqualTo(together.parameters.toFloatVector());
            assertThat(summed.toFloatVector()).isEqualTo(sum);
            for (ParameterRange range : new FlatLayout(gradient, RANGES).trained()) {
                assertThat(range.in(gradient).toFloatVector())
                        .isEqualTo(range.in(together.shown).toFloatVector());
            }
        }
    }

    @Test
    void movesTheStatisticsOfTheStagesThatAreTrained() {
        try (Side host = new Side(initial, settings(Optimiser.SGD, 0), HostStep::new)) {
            float[] gradient = gradient();
            host.step.moveStatistics(row(gradient), Set.of(STEM, HEAD));

            float[] after = host.parameters.toFloatVector();
            for (int index = 0; index < PARAMETERS; index++) {
                boolean moved = index >= 65 && index < 129;
                float expected = initial[index] - (moved ? gradient[index] : 0);
                assertThat(after[index]).as("%d", index).isEqualTo(expected);
            }
        }
    }

    /** A network's parameters and gradients may be parts of larger arrays. */
    @Test
    void touchesOnlyItsPartOfALargerArray() {
        INDArray larger = Nd4j.ones(DataType.FLOAT, 1, PARAMETERS + 20L);
        INDArray part = FlatArray.part(larger, 10, 10L + PARAMETERS);
        TrainingSettings settings = settings(Optimiser.SGD, 0);
        INDArray state = Nd4j.zeros(DataType.FLOAT, 1, PARAMETERS);
        try (FlatStep step = new HostStep(new FlatLayout(part, RANGES), state, settings)) {
            INDArray gradient = row(gradient());
            step.step(gradient, gradient, IMAGES, ALL, Map.of(STEM, 0, STAGE_3, 0, HEAD, 0));
        }

        float[] after = larger.toFloatVector();
        for (int index = 0; index < 10; index++) {
            assertThat(after[index]).isOne();
            assertThat(after[after.length - 1 - index]).isOne();
        }
        assertThat(after[10]).isNotEqualTo(1);
        assertThat(after[9 + PARAMETERS]).isNotEqualTo(1);
    }

    @Test
    void isTheWayOnTheCpuAndForFloatsOnly() {
        TrainingSettings settings = settings(Optimiser.ADAMW, 0);
        FlatLayout floats = new FlatLayout(row(initial), RANGES);
        FlatLayout doubles = new FlatLayout(Nd4j.zeros(DataType.DOUBLE, 1, PARAMETERS), RANGES);
        INDArray state = Nd4j.zeros(DataType.FLOAT, 1, 2L * PARAMETERS);
        try (FlatStep ofFloats = FlatStep.of(floats, state, settings);
                FlatStep ofDoubles = FlatStep.of(doubles, state, settings)) {
            assertThat(ofFloats).isInstanceOf(HostStep.class);
            assertThat(ofDoubles).isInstanceOf(UpdaterStep.class);
        }
    }

    private static TrainingSettings settings(Optimiser optimiser, double decay) {
        return new TestSettings().optimiser(optimiser).weightDecay(decay).build();
    }

    /** Of very different sizes. */
    private float[] gradient() {
        float[] values = new float[PARAMETERS];
        for (int index = 0; index < PARAMETERS; index++) {
            float value = 2 * random.nextFloat() - 1;
            values[index] = value * value * value;
        }
        return values;
    }

    private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(tolerance);
    }

    private static INDArray row(float[] values) {
        return Nd4j.createFromArray(values).reshape(1, values.length);
    }
}
