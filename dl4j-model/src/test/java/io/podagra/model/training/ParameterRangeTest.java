package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.ParameterRange.Kind;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;

class ParameterRangeTest {
    @Test
    void knowsWhatDecaysAndWhatFollowsTheBatches() {
        ComputationGraph network = TinyNetworks.convolutional(new Sgd(0.1), 0);

        assertThat(ParameterRange.of(network))
                .extracting(
                        ParameterRange::layer,
                        ParameterRange::from,
                        ParameterRange::to,
                        ParameterRange::stage,
                        ParameterRange::kind)
                .containsExactly(
                        tuple("stem-cnn1", 0L, 36L, Stage.STEM, Kind.WEIGHT),
                        tuple("stem-batch1", 36L, 40L, Stage.STEM, Kind.OFFSET),
                        tuple("stem-batch1", 40L, 44L, Stage.STEM, Kind.OFFSET),
                        tuple("stem-batch1", 44L, 48L, Stage.STEM, Kind.STATISTIC),
                        tuple("stem-batch1", 48L, 52L, Stage.STEM, Kind.STATISTIC),
                        tuple("output", 52L, 60L, Stage.HEAD, Kind.WEIGHT),
                        tuple("output", 60L, 62L, Stage.HEAD, Kind.OFFSET));
    }

    @Test
    void readsTheParameterOfItsName() {
        ComputationGraph network = TinyNetworks.convolutional(new Sgd(0.1), 0);
        network.getLayer("output").getParam("b").assign(7);
        List<ParameterRange> ranges = ParameterRange.of(network);

        assertThat(ranges.get(6).in(network.params()).toDoubleVector()).containsExactly(7, 7);
    }

    /** Neither a gap nor an overlap, in the network that is trained. */
    @Test
    void coversEveryParameterOfResNet50Once() {
        ComputationGraph network = ResNet50Graph.create(32, TrainingSettings.defaults(), 1);

        long end = 0;
        for (ParameterRange range : ParameterRange.of(network)) {
            assertThat(range.from()).as(range.layer()).isEqualTo(end);
            end = range.to();
        }
        assertThat(end).isEqualTo(network.numParams());
        network.close();
    }
}
