package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podagra.model.training.LossSettings.ClassWeights;
import io.podagra.model.training.ParameterRange.Kind;
import io.podagra.model.training.TrainingSettings.BatchNormStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class TrainingFormTest {
    private static final List<Double> EVEN = List.of(1.0, 1.0);

    @Test
    void frozenStagesKeepWeightsAndStatisticsAndTheOthersLearn() throws Exception {
        ComputationGraph network = StagedNetwork.create(DataType.FLOAT);
        INDArray before = network.params().dup();

        train(network, settings(new StageSettings(1, 0, rates()), BatchNormStatistics.UPDATE), 3);

        for (ParameterRange range : ParameterRange.of(network)) {
            boolean same = range.in(network.params()).equalsWithEps(range.in(before), 0);
            assertThat(same).as(range.toString()).isEqualTo(range.stage() == Stage.STEM);
        }
    }

    @Test
    void frozenStagesWorkAsInUse() {
        ComputationGraph network = StagedNetwork.create(DataType.DOUBLE);
        DataSet batch = StagedNetwork.images(4, DataType.DOUBLE);
        INDArray inUse = network.feedForward(batch.getFeatures(), false).get("stem-batch1").dup();

        try (TrainingForm form = form(network, BatchNormStatistics.UPDATE)) {
            form.freeze(1);
            INDArray frozen = network.feedForward(batch.getFeatures(), true).get("stem-batch1");
            assertThat(frozen.equalsWithEps(inUse, 1e-12)).isTrue();
            form.freeze(0);
            INDArray thawed = network.feedForward(batch.getFeatures(), true).get("stem-batch1");
            assertThat(thawed.equalsWithEps(inUse, 1e-3)).isFalse();
        }
    }

    @Test
    void unfreezesOneStageAfterAnother() {
        StageSettings stages = new StageSettings(5, 2, rates());

        assertThat(List.of(1, 2, 3, 4, 5, 9, 11, 30))
                .extracting(stages::frozenIn)
                .containsExactly(5, 5, 4, 4, 3, 1, 0, 0);
        assertThat(stages.trainedIn(3, 0.1)).containsOnlyKeys(Stage.STAGE_5, Stage.HEAD);
    }

    @Test
    void fixedStatisticsAreNotMoved() throws Exception {
        ComputationGraph network = StagedNetwork.create(DataType.FLOAT);
        INDArray before = network.params().dup();

        train(network, settings(StageSettings.all(), BatchNormStatistics.FREEZE), 3);

        for (ParameterRange range : ParameterRange.of(network)) {
            boolean same = range.in(network.params()).equalsWithEps(range.in(before), 0);
            assertThat(same).as(range.toString()).isEqualTo(range.kind() == Kind.STATISTIC);
        }
    }

    @Test
    void gradientThroughFixedStatisticsIsTheSlopeOfTheLoss() {
        ComputationGraph network = StagedNetwork.create(DataType.DOUBLE);
        for (String layer : List.of("stem-batch1", "bn2a_branch2a")) {
            network.getLayer(layer).getParam("mean").assign(0.3);
            network.getLayer(layer).getParam("gamma").assign(1.4);
        }
        DataSet batch = StagedNetwork.images(5, DataType.DOUBLE);
        try (TrainingForm form = form(network, BatchNormStatistics.FREEZE)) {
            form.freeze(0);
            network.setInputs(batch.getFeatures());
            network.setLabels(batch.getLabels());
            network.computeGradientAndScore();
            INDArray gradient = network.getGradientsViewArray().dup();
            for (ParameterRange range : ParameterRange.of(network)) {
                if (range.kind() != Kind.STATISTIC) {
                    double slope = slope(network, batch, range);
                    assertThat(range.in(gradient).getDouble(0) / 5)
                            .as(range.toString())
                            .isCloseTo(slope, within(1e-6));
                }
            }
        }
    }

    @Test
    void leavesAPlainNetworkBehind() {
        ComputationGraph network = StagedNetwork.create(DataType.FLOAT);
        List<GraphVertex> vertices = List.of(network.getVertices());
        String configuration = network.getConfiguration().toJson();
        TrainingSettings settings =
                builder(StageSettings.all(), BatchNormStatistics.FREEZE)
                        .loss(new LossSettings(2, ClassWeights.BALANCED, 0.1))
                        .build();

        try (TrainingForm form = new TrainingForm(network, settings, EVEN)) {
            form.freeze(3);
            assertThat(loss(network)).isInstanceOf(FocalLoss.class);
            // Deeplearning4j's page keeps the configuration and reads it again.
            String inTraining = network.getConfiguration().toJson();
            assertThat(ComputationGraphConfiguration.fromJson(inTraining).toJson())
                    .isEqualTo(inTraining);
        }

        assertThat(List.of(network.getVertices())).isEqualTo(vertices);
        assertThat(network.getConfiguration().toJson()).isEqualTo(configuration);
        assertThat(loss(network)).isInstanceOf(LossMCXENT.class);
    }

    private static Object loss(ComputationGraph network) {
        return ((OutputLayer) network.getLayer("output").conf().getLayer()).getLossFn();
    }

    private static double slope(ComputationGraph network, DataSet batch, ParameterRange range) {
        double step = 1e-5;
        INDArray first = range.in(network.params());
        double value = first.getDouble(0);
        first.putScalar(0, value + step);
        double above = network.score(batch, false);
        first.putScalar(0, value - step);
        double below = network.score(batch, false);
        first.putScalar(0, value);
        return (above - below) / (2 * step);
    }

    private static void train(ComputationGraph network, TrainingSettings settings, int epochs)
            throws Exception {
        DataSet batch = StagedNetwork.images(8, DataType.FLOAT);
        TrainingTask task =
                new TrainingTask() {
                    @Override
                    public int images() {
                        return 8;
                    }

                    @Override
                    public DataSetIterator epoch(int epoch) {
                        return new SingletonDataSetIterator(batch);
                    }

                    @Override
                    public Validation validate(ComputationGraph trained) {
                        // The last epoch is the best, so that its weights are kept.
                        double loss = trained.score(batch);
                        return new Validation(loss, OptionalDouble.empty(), Scores.none());
                    }
                };
        new TrainingLoop(settings.withEpochs(epochs, epochs), List.of(), Optional.empty())
                .train(network, task, 1, ArmListener.SILENT);
    }

    private static TrainingForm form(ComputationGraph network, BatchNormStatistics batchNorm) {
        return new TrainingForm(network, settings(StageSettings.all(), batchNorm), EVEN);
    }

    private static List<Double> rates() {
        return List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    }

    private static TrainingSettings settings(StageSettings stages, BatchNormStatistics batchNorm) {
        return builder(stages, batchNorm).build();
    }

    private static TestSettings builder(StageSettings stages, BatchNormStatistics batchNorm) {
        return new TestSettings().learningRate(0.01).stages(stages).batchNorm(batchNorm);
    }
}
