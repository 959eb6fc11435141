package io.podagra.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class HeadsTest {
    private static final int BATCH = 6;
    private static final int SIZE = 5;
    private static final List<String> TRUNK = List.of("conv", "norm");

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 0.5", "3, 0", "3, 0.5"})
    void stepIsThatOfTheWholeNetworkWithAFrozenTrunk(int outputs, double dropout) {
        ComputationGraph network = network(outputs, dropout);
        freezeTrunk(network);
        INDArray images = images();
        INDArray[] labels = labels(outputs);
        Nd4j.getRandom().setSeed(9);
        network.setInputs(images);
        network.setLabels(labels);
        network.computeGradientAndScore();
        double score = network.score();
        double[] gradient = headsOf(network, network.getGradientsViewArray());
        double draw = Nd4j.rand(1).getDouble(0);
        network.getGradientsViewArray().assign(0);

        Heads heads = Heads.of(network).orElseThrow();
        INDArray features = heads.features(images);
        INDArray before = features.dup();
        for (int step = 0; step < 3; step++) { // each time anew, whatever the workspace has learnt
            Nd4j.getRandom().setSeed(9);
            double loss = heads.train(features, labels);

            assertThat(loss).isCloseTo(score, within(1e-6)).isEqualTo(network.score());
            assertThat(headsOf(network, network.getGradientsViewArray()))
                    .containsExactly(gradient, within(1e-6));
            assertThat(Nd4j.rand(1).getDouble(0)).as("draws after it").isEqualTo(draw);
        }
        assertThat(Arrays.stream(gradient)).anyMatch(value -> Math.abs(value) > 1e-3);
        assertThat(network.batchSize()).isEqualTo(BATCH);
        assertThat(features).as("whatever is dropped out").isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0.5"})
    void outputsAreThoseOfTheWholeNetwork(int outputs, double dropout) {
        ComputationGraph network = network(outputs, dropout);
        Heads heads = Heads.of(network).orElseThrow();
        INDArray[] expected = network.output(images());

        INDArray[] actual = heads.output(heads.features(images()));

        assertThat(actual).hasSize(outputs);
        for (int index = 0; index < outputs; index++) {
            assertThat(actual[index].equalsWithEps(expected[index], 1e-6)).isTrue();
        }
    }

    @Test
    void listenersHearOfAStepAndFindItsGradient() {
        ComputationGraph network = network(1, 0);
        List<String> heard = new ArrayList<>();
        network.setListeners(
                new BaseTrainingListener() {
                    @Override
                    public void onForwardPass(Model model, Map<String, INDArray> activations) {
                        heard.addAll(activations.keySet());
                    }

                    @Override
                    public void onBackwardPass(Model model) {
                        heard.addAll(model.gradient().gradientForVariable().keySet());
                    }
                });

        Heads heads = Heads.of(network).orElseThrow();
        heads.train(heads.features(images()), labels(1));

        assertThat(heard).containsExactlyInAnyOrder("pooled", "head0_W", "head0_b");
    }

    @Test
    void aNetworkWhoseOutputsHaveNoTrunkHasNoHeads() {
        GraphBuilder builder =
                new NeuralNetConfiguration.Builder()
                        .graphBuilder()
                        .addInputs("input")
                        .addLayer("output", output(2, 0).nIn(3).build(), "input")
                        .setOutputs("output");
        ComputationGraph network = new ComputationGraph(builder.build());
        network.init();

        assertThat(Heads.of(network)).isEmpty();
    }

    @Test
    void labelsAreGivenForEachOutput() {
        ComputationGraph network = network(3, 0);
        Heads heads = Heads.of(network).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> heads.train(heads.features(images()), labels(1)))
                .withMessage("labels for 1 outputs, expected 3");
    }

    private static void freezeTrunk(ComputationGraph network) {
        GraphVertex[] vertices = network.getVertices();
        for (int index = 0; index < vertices.length; index++) {
            if (TRUNK.contains(vertices[index].getVertexName())) {
                vertices[index] = new FrozenPart(vertices[index]);
            }
        }
    }

    /** The heads' parameters come last. */
    private static double[] headsOf(ComputationGraph network, INDArray flat) {
        long trunk = TRUNK.stream().mapToLong(layer -> network.getLayer(layer).numParams()).sum();
        return FlatArray.part(flat, trunk, flat.length()).toDoubleVector();
    }

    private static INDArray images() {
        Nd4j.getRandom().setSeed(4);
        return Nd4j.randn(DataType.FLOAT, BATCH, 1, SIZE, SIZE);
    }

    private static INDArray[] labels(int outputs) {
        INDArray[] labels = new INDArray[outputs];
        for (int output = 0; output < outputs; output++) {
            labels[output] = Nd4j.zeros(DataType.FLOAT, BATCH, 2 + output);
            for (int row = 0; row < BATCH; row++) {
                labels[output].putScalar(row, row % (2 + output), 1);
            }
        }
        return labels;
    }

    private static ComputationGraph network(int outputs, double dropout) {
        GraphBuilder builder =
                new NeuralNetConfiguration.Builder()
                        .seed(2)
                        .graphBuilder()
                        .addInputs("input")
                        .setInputTypes(InputType.convolutional(SIZE, SIZE, 1))
                        .addLayer(
                                "conv", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "input")
                        .addLayer("norm", new BatchNormalization(), "conv")
                        .addLayer("pooled", new GlobalPoolingLayer(PoolingType.AVG), "norm");
        List<String> names = new ArrayList<>();
        for (int output = 0; output < outputs; output++) {
            names.add("head" + output);
            builder.addLayer("head" + output, output(2 + output, dropout).build(), "pooled");
        }
        ComputationGraph network =
                new ComputationGraph(builder.setOutputs(names.toArray(String[]::new)).build());
        network.init();
        return network;
    }

    private static OutputLayer.Builder output(int size, double dropout) {
        OutputLayer.Builder layer =
                new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(size)
                        .activation(Activation.SOFTMAX);
        return dropout > 0 ? layer.dropOut(1 - dropout) : layer;
    }
}
