package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Which zips of Deeplearning4j's that Podagra did not write can score images. */
class ClassifierCheckTest {
    @TempDir private Path folder;

    @Test
    void colourImagesAndASoftmaxAreAllItTakes() throws IOException {
        Path file = written(convolutional(3, softmax(2)));

        try (ImageClassifier classifier = ImageClassifier.load(file);
                INDArray image = Nd4j.rand(1, 3, 32, 32)) {
            assertThat(classifier.score(List.of(image)).scores()[0]).isBetween(0.0, 1.0);
        }
    }

    @Test
    void greyImagesAreNotWhatItIsGiven() throws IOException {
        assertRefused(
                convolutional(1, softmax(2)),
                "its network takes images of 1 channels, expected images of 3 channels");
    }

    /** As of Keras. */
    @Test
    void imagesWhoseChannelsComeLastAreNotWhatItIsGiven() throws IOException {
        GraphBuilder last =
                builder()
                        .setInputTypes(InputType.convolutional(32, 32, 3, CNN2DFormat.NHWC))
                        .addLayer("convolution", convolution(), "input")
                        .addLayer("pool", new GlobalPoolingLayer.Builder().build(), "convolution")
                        .addLayer("output", softmax(2), "pool")
                        .setOutputs("output");

        assertRefused(last, "its network takes images of 3 channels, pixel by pixel, expected");
    }

    @Test
    void aFixedSizeThatIsFlattenedIsTakenByItsChannels() throws IOException {
        GraphBuilder flat =
                builder()
                        .setInputTypes(InputType.convolutional(8, 8, 1))
                        .addLayer("dense", new DenseLayer.Builder().nOut(5).build(), "input")
                        .addLayer("output", softmax(2), "dense")
                        .setOutputs("output");

        assertRefused(flat, "its network takes images of 1 channels, expected");
    }

    @Test
    void aNetworkOfRowsOfATableTakesNoImages() throws IOException {
        GraphBuilder table =
                builder()
                        .addLayer("dense", new DenseLayer.Builder().nOut(5).build(), "input")
                        .addLayer("output", softmax(2), "dense")
                        .setInputTypes(InputType.feedForward(4))
                        .setOutputs("output");

        assertRefused(table, "its network takes no images, expected images of 3 channels");
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"SIGMOID", "IDENTITY"})
    void outputsThatAreNoProbabilitiesAreRefused(Activation activation) throws IOException {
        assertRefused(
                convolutional(3, output(2, activation)),
                "its network's output is of the activation %s, expected a softmax"
                        .formatted(activation.name().toLowerCase(Locale.ROOT)));
    }

    @Test
    void moreClassesThanTwoAreRefused() throws IOException {
        assertRefused(
                convolutional(3, softmax(5)),
                "its network has 5 outputs, expected 2, normal and abnormal");
    }

    private void assertRefused(GraphBuilder network, String why) throws IOException {
        Path file = written(network);

        assertThatThrownBy(() -> ImageClassifier.load(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(why);
    }

    private Path written(GraphBuilder network) throws IOException {
        Path file = folder.resolve("plain.zip");
        ComputationGraph graph = new ComputationGraph(network.build());
        graph.init();
        ModelSerializer.writeModel(graph, file.toFile(), false);
        graph.close();
        return file;
    }

    /** Padding, which has no weights, before the convolution, as in a ResNet-50. */
    private static GraphBuilder convolutional(int channels, OutputLayer output) {
        return builder()
                .setInputTypes(InputType.convolutional(32, 32, channels))
                .addLayer("padding", new ZeroPaddingLayer.Builder(1, 1).build(), "input")
                .addLayer("convolution", convolution(), "padding")
                .addLayer("pool", new GlobalPoolingLayer.Builder().build(), "convolution")
                .addLayer("output", output, "pool")
                .setOutputs("output");
    }

    private static GraphBuilder builder() {
        return new NeuralNetConfiguration.Builder().seed(1).graphBuilder().addInputs("input");
    }

    private static Layer convolution() {
        return new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build();
    }

    private static OutputLayer softmax(int classes) {
        return output(classes, Activation.SOFTMAX);
    }

    private static OutputLayer output(int outputs, Activation activation) {
        return new OutputLayer.Builder(
                        activation == Activation.SOFTMAX ? LossFunction.MCXENT : LossFunction.MSE)
                .nOut(outputs)
                .activation(activation)
                .build();
    }
}
