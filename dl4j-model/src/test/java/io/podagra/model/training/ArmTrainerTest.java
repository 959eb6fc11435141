package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class ArmTrainerTest {
    private static final int IMAGES = 20;

    private final DataSetIterator validation = TinyNetworks.separable(10, 4);

    @Test
    void keepsTheWeightsOfTheEpochWithTheBestAuc() throws IOException {
        ComputationGraph network = TinyNetworks.logistic();
        List<INDArray> weights = new ArrayList<>();
        ArmListener remember =
                new ArmListener() {
                    @Override
                    public void onEpoch(EpochResult result, Validation measured) {
                        weights.add(network.params().dup());
                    }
                };

        TrainedArm arm = train(trainer(settings(5, 5), 0.6, 0.9, 0.7, 0.8, 0.5), network, remember);

        assertThat(arm.bestEpoch().epoch()).isEqualTo(2);
        assertThat(arm.history())
                .extracting(EpochResult::best)
                .containsExactly(true, true, false, false, false);
        assertThat(network.params().equalsWithEps(weights.get(1), 0)).isTrue();
    }

    @Test
    void prefersTheSmallerLossWhereTheAucIsTheSame() throws IOException {
        TrainedArm arm = train(trainer(settings(4, 4), 0.8, 0.8, 0.8, 0.8));

        assertThat(arm.bestEpoch().epoch()).isEqualTo(4);
    }

    @Test
    void stopsAfterPatienceEpochsWithoutABetterOne() throws IOException {
        TrainedArm arm = train(trainer(settings(50, 3), 0.6, 0.9, 0.8, 0.8, 0.8, 0.8));

        assertThat(arm.history()).hasSize(5);
    }

    @Test
    void trainsWhereTheAucIsNotDefined() throws IOException {
        TrainedArm arm =
                train(
                        new ArmTrainer(
                                settings(3, 3),
                                scores -> OptionalDouble.empty(),
                                List.of(),
                                Optional.empty()));

        assertThat(arm.bestEpoch().epoch()).isEqualTo(3);
        assertThat(arm.bestEpoch().validationAuc()).isEmpty();
    }

    @Test
    void countsEveryTrainingImageAndScoresEveryValidationImageInOrder() throws IOException {
        List<Long> done = new ArrayList<>();
        List<Scores> scores = new ArrayList<>();
        ArmListener listener =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        done.add(imagesDone);
                    }

                    @Override
                    public void onEpoch(EpochResult result, Validation measured) {
                        scores.add(measured.scores());
                    }
                };
        ComputationGraph network = TinyNetworks.logistic();

        train(trainer(settings(1, 1), 0.5), network, listener);

        assertThat(done).containsExactly(8L, 16L, 20L);
        assertThat(scores).containsExactly(Scores.of(network, validation));
        assertThat(scores.get(0).size()).isEqualTo(10);
    }

    @Test
    void trainingLossIsTheMeanOverTheImagesNotOverTheBatches() throws IOException {
        List<Double> losses = new ArrayList<>();
        ArmListener listener =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        losses.add(loss);
                    }
                };

        TrainedArm arm = train(trainer(settings(1, 1), 0.5), TinyNetworks.logistic(), listener);

        assertThat(arm.history().get(0).trainingLoss())
                .isCloseTo(
                        (8 * losses.get(0) + 8 * losses.get(1) + 4 * losses.get(2)) / IMAGES,
                        within(1e-12));
    }

    @Test
    void lossIsMeanCrossEntropy() {
        Scores scores = new Scores(List.of(0.9, 0.2), List.of(true, false));

        assertThat(scores.loss()).isCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, within(1e-12));
    }

    @Test
    void saysWhichSettingToLowerWhenTheLossIsNoNumber() {
        ComputationGraph network = TinyNetworks.logistic();
        network.params().assign(Double.NaN);

        assertThatThrownBy(
                        () ->
                                train(
                                        trainer(settings(3, 3), 0.5, 0.5, 0.5),
                                        network,
                                        ArmListener.SILENT))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("epoch 1")
                .hasMessageContaining("lower training.learningRate (now 0.1)");
    }

    /** What the last step of an epoch ruined shows first in the validation. */
    @Test
    void scoresThatAreNoNumbersAreADivergenceAndAreNotRanked() {
        ComputationGraph network = TinyNetworks.logistic();
        ArmListener ruin =
                new ArmListener() {
                    @Override
                    public void onStep(int epoch, long imagesDone, double loss) {
                        if (imagesDone == IMAGES) {
                            network.params().assign(Double.NaN);
                        }
                    }
                };
        ValidationMeasure ranking =
                scores -> {
                    throw new AssertionError("cannot rank " + scores);
                };
        ArmTrainer trainer = new ArmTrainer(settings(3, 3), ranking, List.of(), Optional.empty());

        assertThatThrownBy(() -> train(trainer, network, ruin))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("epoch 1: the loss is NaN");
    }

    private TrainedArm train(ArmTrainer trainer) throws IOException {
        return train(trainer, TinyNetworks.logistic(), ArmListener.SILENT);
    }

    private TrainedArm train(ArmTrainer trainer, ComputationGraph network, ArmListener listener)
            throws IOException {
        return trainer.train(
                network,
                List.of(IMAGES / 2, IMAGES / 2),
                epoch -> TinyNetworks.separable(IMAGES, 8),
                validation,
                1,
                listener);
    }

    private static TrainingSettings settings(int epochs, int patience) {
        return new TestSettings().epochs(epochs).patience(patience).build();
    }

    /** A trainer whose validation AUC goes through the given values. */
    private static ArmTrainer trainer(TrainingSettings settings, Double... aucs) {
        Iterator<Double> next = List.of(aucs).iterator();
        return new ArmTrainer(
                settings, scores -> OptionalDouble.of(next.next()), List.of(), Optional.empty());
    }
}
