package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One network twice, with the same parameters: by Deeplearning4j's own layers, and computed here.
 * The own layers are the built-in ones, without the helpers that would take them to another oneDNN,
 * so that the two have nothing in common.
 *
 * @param plain by Deeplearning4j
 * @param whole computed here
 */
record Twins(ComputationGraph plain, OneDnnGraph whole) implements AutoCloseable {
    private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

    /** Two networks with random parameters and running statistics. */
    static Twins of(ComputationGraphConfiguration configuration) {
        ComputationGraph plain = withoutHelpers(configuration.clone());
        randomise(plain, 5);
        OneDnnGraph whole = new OneDnnGraph(configuration.clone());
        whole.init(plain.params().dup(), false);
        return new Twins(plain, whole);
    }

    /** Such a network of which it is known that it is computed here. */
    static Twins computedHere(ComputationGraphConfiguration configuration) {
        Twins twins = of(configuration);
        assertThat(twins.whole().isComputedHere()).isTrue();
        return twins;
    }

    private static ComputationGraph withoutHelpers(ComputationGraphConfiguration configuration) {
        String before = System.setProperty(HELPERS_DISABLED, "true");
        try {
            ComputationGraph plain = new ComputationGraph(configuration);
            plain.init();
            return plain;
        } finally {
            if (before == null) {
                System.clearProperty(HELPERS_DISABLED);
            } else {
                System.setProperty(HELPERS_DISABLED, before);
            }
        }
    }

    /** Gives what starts at 0 or 1 a value of its own. */
    static void randomise(ComputationGraph network, long seed) {
        Random random = new Random(seed);
        for (Layer layer : network.getLayers()) {
            layer.paramTable(false).forEach((name, values) -> randomise(name, values, random));
        }
    }

    private static void randomise(String name, INDArray values, Random random) {
        for (long index = 0; index < values.length(); index++) {
            switch (name) {
                case "b", "beta", "mean" -> values.putScalar(index, 0.3 * random.nextGaussian());
                case "gamma", "var" -> values.putScalar(index, 0.5 + random.nextDouble());
                case "log10stdev" ->
                        values.putScalar(index, Math.log10(0.5 + random.nextDouble()) / 2);
                default -> {
                    return;
                }
            }
        }
    }

    /** The largest difference of a probability. */
    double outputError(INDArray images) {
        INDArray[] expected = plain.output(images);
        INDArray[] actual = whole.output(images);
        double worst = 0;
        for (int index = 0; index < expected.length; index++) {
            worst = Math.max(worst, largestDifference(expected[index], actual[index]));
        }
        return worst;
    }

    /** Both networks' score and gradients of a batch, compared. */
    TrainingErrors trainingErrors(DataSet batch) {
        return trainingErrors(batch, name -> false);
    }

    /**
     * The same.
     *
     * @param vanishes which other gradients than those of biases before a batch norm are 0
     */
    TrainingErrors trainingErrors(DataSet batch, Predicate<String> vanishes) {
        computeGradients(plain, batch);
        computeGradients(whole, batch);
        TrainingErrors errors = new TrainingErrors(Math.abs(plain.score() - whole.score()));
        Map<String, INDArray> actual = whole.gradient().gradientForVariable();
        Map<String, INDArray> expected = plain.gradient().gradientForVariable();
        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach(
                (name, gradient) -> {
                    INDArray other = actual.get(name);
                    assertThat(other.shape()).as(name).containsExactly(gradient.shape());
                    errors.add(
                            name,
                            gradient,
                            other,
                            isBiasBeforeNormalisation(name) || vanishes.test(name));
                });
        return errors;
    }

    static Gradient computeGradients(ComputationGraph network, DataSet batch) {
        network.setInputs(batch.getFeatures());
        INDArray[] labels = new INDArray[network.getNumOutputArrays()];
        Arrays.fill(labels, batch.getLabels());
        network.setLabels(labels);
        network.computeGradientAndScore();
        return network.gradient();
    }

    /** A batch norm takes away whatever is added to its input, so that gradient is 0. */
    private boolean isBiasBeforeNormalisation(String name) {
        if (!name.endsWith("_b")) {
            return false;
        }
        String layer = name.substring(0, name.length() - "_b".length());
        ComputationGraphConfiguration configuration = plain.getConfiguration();
        return configuration.getVertexInputs().entrySet().stream()
                .filter(each -> each.getValue().contains(layer))
                .map(each -> configuration.getVertices().get(each.getKey()))
                .anyMatch(
                        vertex ->
                                vertex instanceof LayerVertex reader
                                        && reader.getLayerConf().getLayer()
                                                instanceof BatchNormalization);
    }

    static double largestDifference(INDArray expected, INDArray actual) {
        assertThat(actual.shape()).containsExactly(expected.shape());
        double[] left = values(expected);
        double[] right = values(actual);
        double worst = 0;
        for (int index = 0; index < left.length; index++) {
            double difference = Math.abs(left[index] - right[index]);
            assertThat(difference).isNotNaN();
            worst = Math.max(worst, difference);
        }
        return worst;
    }

    /** The norm of the difference by the norm of what is expected. */
    static double relativeError(INDArray expected, INDArray actual) {
        double[] left = values(expected);
        double[] right = values(actual);
        double difference = 0;
        for (int index = 0; index < left.length; index++) {
            difference += Math.pow(left[index] - right[index], 2);
        }
        double norm = Arrays.stream(left).map(value -> value * value).sum();
        assertThat(difference).isNotNaN();
        return difference == 0 ? 0 : Math.sqrt(difference / norm);
    }

    private static double[] values(INDArray array) {
        return array.reshape(array.length()).toDoubleVector();
    }

    @Override
    public void close() {
        plain.close();
        whole.close();
    }
}
