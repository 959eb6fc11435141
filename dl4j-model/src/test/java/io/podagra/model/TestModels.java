package io.podagra.model;

import io.podagra.data.SplitUnit;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Models that nobody trained. */
public final class TestModels {
    /** Of the images. */
    public static final int SIZE = 32;

    /** Of {@link #small}. */
    public static final int SMALL_FEATURES = 16;

    private TestModels() {}

    /** A ResNet-50 whose batch norms are not those of a beginning. */
    public static ComputationGraph network(long seed) {
        ComputationGraph network = ResNet50Graph.create(SIZE, TrainingSettings.defaults(), seed);
        Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed);
        for (Layer layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof BatchNormalization) {
                between(0.3, 0.8, layer.getParam(BatchNormalizationParamInitializer.GAMMA), random);
                between(-0.3, 0.3, layer.getParam(BatchNormalizationParamInitializer.BETA), random);
                between(
                        -0.2,
                        0.2,
                        layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN),
                        random);
                between(
                        -0.1,
                        0.3,
                        layer.getParam(BatchNormalizationParamInitializer.GLOBAL_LOG_STD),
                        random);
            }
        }
        return network;
    }

    /**
     * A network of one convolution, which is quick to load: for tests of what is around a network.
     * Its features have the name that those of a ResNet-50 have.
     */
    public static ComputationGraph small(long seed) {
        ComputationGraph network =
                new ComputationGraph(
                        new NeuralNetConfiguration.Builder()
                                .seed(seed)
                                .graphBuilder()
                                .addInputs("input")
                                .setInputTypes(
                                        InputType.convolutional(SIZE, SIZE, ResNet50Graph.CHANNELS))
                                .addLayer(
                                        "convolution",
                                        new ConvolutionLayer.Builder(3, 3)
                                                .nOut(SMALL_FEATURES)
                                                .activation(Activation.RELU)
                                                .build(),
                                        "input")
                                .addLayer(
                                        ResNet50Graph.FEATURES,
                                        new GlobalPoolingLayer.Builder().build(),
                                        "convolution")
                                .addLayer(
                                        "output",
                                        new OutputLayer.Builder(LossFunction.MCXENT)
                                                .nOut(ResNet50Graph.CLASSES)
                                                .activation(Activation.SOFTMAX)
                                                .build(),
                                        ResNet50Graph.FEATURES)
                                .setOutputs("output")
                                .build());
        network.init();
        return network;
    }

    private static void between(double least, double most, INDArray values, Random random) {
        values.assign(
                Nd4j.rand(random, values.shape())
                        .castTo(values.dataType())
                        .muli(most - least)
                        .addi(least));
    }

    /** What such a model says about itself, with an operating point and a calibration. */
    public static ModelMetadata metadata(String arm, String... views) {
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                arm,
                List.of(views),
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(
                        ResNet50Graph.CHANNELS,
                        Normalisation.RANGE.words(),
                        new ImageSettings(SIZE)),
                ModelMetadata.Base.random(),
                List.of(
                        new ModelMetadata.OperatingPoint(0.5, "youden", "validation"),
                        new ModelMetadata.OperatingPoint(0, "sensitivity-1.0", "validation")),
                Optional.of(new ModelMetadata.Calibration(2, -1, "validation")),
                Optional.of(new ModelMetadata.PatientCall(0.5, "youden", "validation")),
                new ModelMetadata.Training(
                        TrainingSettings.defaults(),
                        Optional.of(AugmentationSettings.defaults()),
                        1,
                        Optional.empty(),
                        100,
                        20,
                        7,
                        "cohort",
                        Optional.of("split"),
                        SplitUnit.PATIENT,
                        Optional.empty()),
                true,
                Map.of("podagra", "test"));
    }
}
