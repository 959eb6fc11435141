package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class ArmTrainerTest {
    private final DataSetIterator training = TinyNetworks.separable(20, 8);
    private final DataSetIterator validation = TinyNetworks.separable(10, 4);

    @Test
    void keepsTheWeightsOfTheEpochWithTheBestAuc() {
        ComputationGraph network = TinyNetworks.logistic(0.1);
        List<INDArray> weights = new ArrayList<>();
        ArmListener remember =
                new ArmListener() {
                    @Override
                    public void onEpoch(EpochResult result) {
                        weights.add(network.params().dup());
                    }
                };

        TrainedArm arm =
                trainer(settings(5, 5), 0.6, 0.9, 0.7, 0.8, 0.5)
                        .train(network, training, validation, remember);

        assertThat(arm.bestEpoch().epoch()).isEqualTo(2);
        assertThat(arm.history())
                .extracting(EpochResult::best)
                .containsExactly(true, true, false, false, false);
        assertThat(network.params().equalsWithEps(weights.get(1), 0)).isTrue();
    }

    @Test
    void prefersTheSmallerLossWhereTheAucIsTheSame() {
        TrainedArm arm =
                trainer(settings(4, 4), 0.8, 0.8, 0.8, 0.8)
                        .train(
                                TinyNetworks.logistic(0.1),
                                training,
                                validation,
                                ArmListener.SILENT);

        assertThat(arm.bestEpoch().epoch()).isEqualTo(4);
    }

    @Test
    void stopsAfterPatienceEpochsWithoutABetterOne() {
        TrainedArm arm =
                trainer(settings(50, 3), 0.6, 0.9, 0.8, 0.8, 0.8, 0.8)
                        .train(
                                TinyNetworks.logistic(0.1),
                                training,
                                validation,
                                ArmListener.SILENT);

        assertThat(arm.history()).hasSize(5);
    }

    @Test
    void trainsWhereTheAucIsNotDefined() {
        TrainedArm arm =
                new ArmTrainer(settings(3, 3), scores -> OptionalDouble.empty(), List.of())
                        .train(
                                TinyNetworks.logistic(0.1),
                                training,
                                validation,
                                ArmListener.SILENT);

        assertThat(arm.bestEpoch().epoch()).isEqualTo(3);
        assertThat(arm.bestEpoch().validationAuc()).isEmpty();
    }

    @Test
    void countsEveryTrainingImageAndScoresEveryValidationImageInOrder() {
        List<Long> done = new ArrayList<>();
        ArmListener listener =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        done.add(imagesDone);
                    }
                };
        ComputationGraph network = TinyNetworks.logistic(0.1);

        TrainedArm arm =
                trainer(settings(1, 1), 0.5).train(network, training, validation, listener);

        assertThat(done).containsExactly(8L, 16L, 20L);
        assertThat(arm.bestEpoch().validationScores()).isEqualTo(Scores.of(network, validation));
        assertThat(arm.bestEpoch().validationScores().size()).isEqualTo(10);
    }

    @Test
    void lossIsMeanCrossEntropy() {
        Scores scores = new Scores(List.of(0.9, 0.2), List.of(true, false));

        assertThat(scores.loss()).isCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, within(1e-12));
    }

    @Test
    void saysWhichSettingToLowerWhenTheLossIsNoNumber() {
        ComputationGraph network = TinyNetworks.logistic(0.1);
        network.params().assign(Double.NaN);

        assertThatThrownBy(
                        () ->
                                trainer(settings(3, 3), 0.5, 0.5, 0.5)
                                        .train(network, training, validation, ArmListener.SILENT))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("epoch 1")
                .hasMessageContaining("lower training.learningRate");
    }

    private static TrainingSettings settings(int epochs, int patience) {
        return new TrainingSettings(epochs, 8, 0.1, 0, patience);
    }

    /** A trainer whose validation AUC goes through the given values. */
    private static ArmTrainer trainer(TrainingSettings settings, Double... aucs) {
        Iterator<Double> next = List.of(aucs).iterator();
        return new ArmTrainer(settings, scores -> OptionalDouble.of(next.next()), List.of());
    }
}
