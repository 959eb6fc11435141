package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class EpochStepsTest {
    private static final int IMAGES = 20;
    private static final double RATE = 0.02;

    /** Where nothing is asked of it that Deeplearning4j has not, the loop is Deeplearning4j's. */
    @ParameterizedTest
    @EnumSource(Optimiser.class)
    void movesWeightsAndRunningStatisticsAsDeeplearning4jItselfDoes(Optimiser optimiser)
            throws IOException {
        TrainingSettings settings =
                new TestSettings().optimiser(optimiser).learningRate(RATE).build();
        IUpdater updater = Updaters.forExport(settings);
        ComputationGraph stock = TinyNetworks.convolutional(updater, 0);
        ComputationGraph ours = TinyNetworks.convolutional(updater, 0);
        double[] before = ours.params().toDoubleVector();

        for (int epoch = 1; epoch <= 3; epoch++) {
            stock.fit(images());
        }
        run(ours, settings, images(), 3);

        double[] after = ours.params().toDoubleVector();
        assertThat(after).containsExactly(stock.params().toDoubleVector(), within(1e-6));
        for (ParameterRange range : ParameterRange.of(ours)) {
            for (int index = (int) range.from(); index < range.to(); index++) {
                assertThat(after[index]).as(range.toString()).isNotEqualTo(before[index]);
            }
        }
    }

    /** Without batch norm, whose statistics are of the small batches. */
    @Test
    void accumulatingTwoBatchesIsTrainingOnBatchesOfTwiceTheSize() throws IOException {
        ComputationGraph accumulated = TinyNetworks.withStem();
        ComputationGraph large = TinyNetworks.withStem();
        TestSettings settings = new TestSettings().learningRate(RATE).schedule(Schedule.cosine(1));

        run(
                accumulated,
                settings.batchSize(8).accumulation(2).build(),
                TinyNetworks.separable(IMAGES, 8),
                2);
        run(
                large,
                settings.batchSize(16).accumulation(1).build(),
                TinyNetworks.separable(IMAGES, 16),
                2);

        assertThat(accumulated.params().toDoubleVector())
                .containsExactly(large.params().toDoubleVector(), within(1e-6));
    }

    @Test
    void lastStepsRateIsThatOfItsPlaceInTheTraining() throws IOException {
        TrainingSettings settings =
                new TestSettings().learningRate(RATE).schedule(Schedule.cosine(0)).build();

        double rate = run(TinyNetworks.convolutional(new Sgd(1), 0), settings, images(), 3);

        // 16 of 20 images before it in the last of three epochs.
        assertThat(rate).isCloseTo(RATE * (1 + Math.cos(Math.PI * 2.8 / 3)) / 2, within(1e-12));
    }

    /** Returns the last learning rate. */
    private static double run(
            ComputationGraph network,
            TrainingSettings settings,
            DataSetIterator batches,
            int epochs)
            throws IOException {
        double rate = 0;
        try (WeightUpdate update = new WeightUpdate(network, settings)) {
            TrainingState state = TrainingState.start("test");
            for (int epoch = 1; epoch <= epochs; epoch++) {
                EpochSteps steps =
                        new EpochSteps(
                                settings,
                                network,
                                new Task(batches),
                                update,
                                1,
                                ArmListener.SILENT,
                                new DivergenceGuard(settings, 6));
                TrainingState end = steps.run(state, Optional.empty(), written -> {});
                assertThat(end.images()).isEqualTo(IMAGES);
                state = end.next(result(epoch), update.steps());
                rate = steps.learningRate();
            }
        }
        return rate;
    }

    private static EpochResult result(int epoch) {
        return new EpochResult(epoch, 0, 0, OptionalDouble.empty(), 0, 0, 0, false);
    }

    private static DataSetIterator images() {
        return TinyNetworks.images(IMAGES, 8, 7);
    }

    private record Task(DataSetIterator batches) implements TrainingTask {
        @Override
        public int images() {
            return IMAGES;
        }

        @Override
        public DataSetIterator epoch(int epoch) {
            batches.reset();
            return batches;
        }

        @Override
        public Validation validate(ComputationGraph network) {
            throw new UnsupportedOperationException("only steps are taken here");
        }
    }
}
