package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.model.training.LossSettings.ClassWeights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class FocalLossTest {
    private static final IActivation SOFTMAX = new ActivationSoftmax();
    private static final INDArray LABELS = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}});
    private static final INDArray OUTPUTS =
            Nd4j.createFromArray(new double[][] {{0.4, -0.3}, {1.2, 0.1}});

    @Test
    void plainCrossEntropyWithoutFocusingWeightsAndSmoothing() {
        FocalLoss loss = new FocalLoss(LossSettings.crossEntropy(), List.of(1.0, 1.0));
        LossMCXENT reference = new LossMCXENT();

        assertThat(loss.computeScore(LABELS, OUTPUTS.dup(), SOFTMAX, null, true))
                .isCloseTo(
                        reference.computeScore(LABELS, OUTPUTS.dup(), SOFTMAX, null, true),
                        within(1e-9));
        assertThat(loss.computeGradient(LABELS, OUTPUTS.dup(), SOFTMAX, null))
                .matches(
                        gradient ->
                                gradient.equalsWithEps(
                                        reference.computeGradient(
                                                LABELS, OUTPUTS.dup(), SOFTMAX, null),
                                        1e-9));
    }

    /** Lin et al. 2017: an image answered with 0.9 counts (1 - 0.9)^2 of its cross-entropy. */
    @Test
    void countsWhatIsAnsweredWellLess() {
        FocalLoss loss =
                new FocalLoss(new LossSettings(2, ClassWeights.NONE, 0), List.of(1.0, 1.0));
        INDArray sure = Nd4j.createFromArray(new double[][] {{Math.log(9), 0}});
        INDArray label = Nd4j.createFromArray(new double[][] {{1, 0}});

        assertThat(loss.computeScore(label, sure, SOFTMAX, null, true))
                .isCloseTo(0.01 * -Math.log(0.9), within(1e-9));
    }

    @Test
    void spreadsSomeOfTheLabelsCertainty() {
        FocalLoss loss =
                new FocalLoss(new LossSettings(0, ClassWeights.NONE, 0.2), List.of(1.0, 1.0));
        INDArray sure = Nd4j.createFromArray(new double[][] {{Math.log(9), 0}});
        INDArray label = Nd4j.createFromArray(new double[][] {{1, 0}});

        assertThat(loss.computeScore(label, sure, SOFTMAX, null, true))
                .isCloseTo(-0.9 * Math.log(0.9) - 0.1 * Math.log(0.1), within(1e-9));
    }

    @Test
    void gradientIsTheSlopeOfTheLoss() {
        FocalLoss loss =
                new FocalLoss(new LossSettings(1.5, ClassWeights.BALANCED, 0.1), List.of(0.7, 1.6));
        INDArray gradient = loss.computeGradient(LABELS, OUTPUTS.dup(), SOFTMAX, null);
        double step = 1e-6;

        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                double slope =
                        (score(loss, row, column, step) - score(loss, row, column, -step))
                                / (2 * step);
                assertThat(gradient.getDouble(row, column)).isCloseTo(slope, within(1e-7));
            }
        }
    }

    @Test
    void balancedWeightsMakeTheClassesCountTheSame() {
        LossSettings balanced = new LossSettings(0, ClassWeights.BALANCED, 0);

        assertThat(balanced.weightsFor(List.of(30, 10))).containsExactly(40.0 / 60, 2.0);
        assertThat(LossSettings.crossEntropy().weightsFor(List.of(30, 10)))
                .containsExactly(1.0, 1.0);
    }

    private static double score(FocalLoss loss, int row, int column, double step) {
        INDArray moved = OUTPUTS.dup();
        moved.putScalar(row, column, moved.getDouble(row, column) + step);
        return loss.computeScore(LABELS, moved, SOFTMAX, null, false);
    }
}
