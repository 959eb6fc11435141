package io.podagra.model.training;

import java.util.List;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The focal loss of softmax outputs (Lin et al. 2017, arXiv:1708.02002, equation 5) with class
 * weights and smoothed labels: {@code - sum_c w_c t_c (1 - p_c)^focusing log p_c}, where {@code t}
 * is the label with some of its certainty spread over all classes. Without focusing, weights and
 * smoothing it is cross-entropy. In nats.
 *
 * <p>It is a network's loss during training only, so that no model depends on this class.
 */
final class FocalLoss implements ILossFunction {
    private static final long serialVersionUID = 1;
    private static final double SMALLEST_PROBABILITY = 1e-7;

    @JsonProperty private final double focusing;
    @JsonProperty private final double smoothing;
    @JsonProperty private final double[] weights;

    /**
     * @param classWeights one for each output
     */
    FocalLoss(LossSettings settings, List<Double> classWeights) {
        this(
                settings.focusing(),
                settings.labelSmoothing(),
                classWeights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** From the configuration that Deeplearning4j's page keeps of a network in training. */
    @JsonCreator
    private FocalLoss(
            @JsonProperty("focusing") double focusing,
            @JsonProperty("smoothing") double smoothing,
            @JsonProperty("weights") double[] weights) {
        this.focusing = focusing;
        this.smoothing = smoothing;
        this.weights = weights.clone();
    }

    @Override
    public double computeScore(
            INDArray labels,
            INDArray preOutput,
            IActivation activation,
            INDArray mask,
            boolean average) {
        double sum =
                computeScoreArray(labels, preOutput, activation, mask).sumNumber().doubleValue();
        return average ? sum / labels.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        double[][] probability = probabilities(preOutput, activation);
        double[][] label = labels.toDoubleMatrix();
        double[] scores = new double[label.length];
        for (int row = 0; row < label.length; row++) {
            for (int c = 0; c < weights.length; c++) {
                double p = probability[row][c];
                scores[row] -= target(label[row][c], c) * Math.pow(1 - p, focusing) * Math.log(p);
            }
        }
        return Nd4j.createFromArray(scores).castTo(preOutput.dataType()).reshape(label.length, 1);
    }

    /** With respect to the values before the softmax, {@code [batch, classes]}. */
    @Override
    public INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        double[][] probability = probabilities(preOutput, activation);
        double[][] label = labels.toDoubleMatrix();
        double[][] gradient = new double[label.length][weights.length];
        for (int row = 0; row < label.length; row++) {
            for (int c = 0; c < weights.length; c++) {
                double p = probability[row][c];
                // p times the derivative by p: softmax gives dp_c/dz_k = p_c ([c = k] - p_k).
                double slope =
                        target(label[row][c], c)
                                * (focusing * p * Math.pow(1 - p, focusing - 1) * Math.log(p)
                                        - Math.pow(1 - p, focusing));
                for (int k = 0; k < weights.length; k++) {
                    gradient[row][k] += slope * ((c == k ? 1 : 0) - probability[row][k]);
                }
            }
        }
        return Nd4j.createFromArray(gradient).castTo(preOutput.dataType());
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels,
            INDArray preOutput,
            IActivation activation,
            INDArray mask,
            boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public String name() {
        return "FocalLoss";
    }

    private double target(double label, int c) {
        return weights[c] * (label * (1 - smoothing) + smoothing / weights.length);
    }

    private static double[][] probabilities(INDArray preOutput, IActivation activation) {
        double[][] probability = activation.getActivation(preOutput.dup(), true).toDoubleMatrix();
        for (double[] row : probability) {
            for (int c = 0; c < row.length; c++) {
                row[c] = Math.min(1 - SMALLEST_PROBABILITY, Math.max(SMALLEST_PROBABILITY, row[c]));
            }
        }
        return probability;
    }
}
