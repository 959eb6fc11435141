package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Whoever asks a network something else than its output gets what Deeplearning4j would say. */
@WhereOneDnnRuns
class DoorsTest {
    private static final double SAME = 1e-5;

    private final Twins twins = Twins.computedHere(configuration());
    private final DataSet batch = SmallNetwork.batch(1, 4, 3, 6, 7);
    private final INDArray images = batch.getFeatures();

    @AfterEach
    void freeMemory() {
        twins.close();
    }

    @Test
    void activationsArePlain() {
        for (boolean training : new boolean[] {false, true}) {
            assertSame(
                    twins.plain().feedForward(images, training),
                    twins.whole().feedForward(images, training));
        }
    }

    @Test
    void featuresAreAnOutputToo() {
        INDArray expected =
                twins.plain().output(List.of(SmallNetwork.FEATURES), false, images(), null)[0];
        INDArray[] actual =
                twins.whole()
                        .output(
                                List.of(SmallNetwork.OUTPUT, SmallNetwork.FEATURES),
                                false,
                                images(),
                                null);

        assertThat(Twins.largestDifference(expected, actual[1])).isLessThan(SAME);
        assertThat(Twins.largestDifference(twins.plain().outputSingle(images), actual[0]))
                .isLessThan(SAME);
        INDArray inner = twins.plain().output(List.of("c"), false, images(), null)[0];
        assertThat(
                        Twins.largestDifference(
                                inner,
                                twins.whole().output(List.of("c"), false, images(), null)[0]))
                .isLessThan(SAME);
    }

    @Test
    void outputInTrainingAndScoreAreDeeplearning4js() {
        assertThat(
                        Twins.largestDifference(
                                twins.plain().outputSingle(true, images),
                                twins.whole().outputSingle(true, images)))
                .isLessThan(SAME);
        assertThat(Math.abs(twins.plain().score(batch) - twins.whole().score(batch)))
                .isLessThan(SAME);
    }

    @Test
    void outputOfAnIterator() {
        INDArray expected = twins.plain().outputSingle(new SingletonDataSetIterator(batch));
        INDArray actual = twins.whole().outputSingle(new SingletonDataSetIterator(batch));
        assertThat(Twins.largestDifference(expected, actual)).isLessThan(SAME);
    }

    @Test
    void listenersSeeTheActivationsOfTheStep() {
        List<Map<String, INDArray>> seen = new ArrayList<>();
        for (ComputationGraph each : List.of(twins.plain(), twins.whole())) {
            each.setListeners(
                    new Listener() {
                        @Override
                        public void onForwardPass(Model model, Map<String, INDArray> activations) {
                            Map<String, INDArray> copies = new LinkedHashMap<>();
                            activations.forEach((name, values) -> copies.put(name, values.dup()));
                            seen.add(copies);
                        }
                    });
            each.fit(batch);
        }

        assertSame(seen.get(0), seen.get(1));
    }

    @Test
    void gradientsAreTheSameWhetherOrNotAListenerLooks() {
        INDArray expected = Twins.computeGradients(twins.whole(), batch).gradient().dup();
        twins.whole()
                .setListeners(
                        new Listener() {
                            @Override
                            public void onForwardPass(
                                    Model model, Map<String, INDArray> activations) {
                                assertThat(activations).isNotEmpty();
                            }
                        });

        INDArray actual = Twins.computeGradients(twins.whole(), batch).gradient();

        assertThat(actual.equalsWithEps(expected, 0)).isTrue();
    }

    /** A listener may ask the network for its output, as some do that log predictions. */
    @Test
    void listenersMayAskForOutputs() {
        INDArray expected = Twins.computeGradients(twins.whole(), batch).gradient().dup();
        INDArray many = SmallNetwork.noise(5, 16, 3, 12, 14);
        twins.whole()
                .setListeners(
                        new Listener() {
                            @Override
                            public void onForwardPass(
                                    Model model, Map<String, INDArray> activations) {
                                ((ComputationGraph) model).output(many);
                            }
                        });

        INDArray actual = Twins.computeGradients(twins.whole(), batch).gradient();

        assertThat(actual.equalsWithEps(expected, 0)).isTrue();
    }

    @Test
    void aListenerThatDoesNotLookCostsNoForwardPass() {
        assertThat(layerInputs(activations -> {})).containsExactly("none", "none");
    }

    private List<String> layerInputs(Consumer<Map<String, INDArray>> look) {
        List<String> inputs = new ArrayList<>();
        twins.whole()
                .setListeners(
                        new Listener() {
                            @Override
                            public void onForwardPass(
                                    Model model, Map<String, INDArray> activations) {
                                look.accept(activations);
                                inputs.add(input());
                            }
                        });
        twins.whole().fit(batch);
        inputs.add(input());
        return inputs;
    }

    private String input() {
        return twins.whole().getLayer("d").input() == null ? "none" : "some";
    }

    @Test
    void listenersHearOfEveryStep() {
        List<List<String>> heard = new ArrayList<>();
        for (ComputationGraph each : List.of(twins.plain(), twins.whole())) {
            Listener listener = new Listener();
            each.setListeners(listener);
            each.fit(new SingletonDataSetIterator(batch), 2);
            heard.add(listener.heard);
        }

        assertThat(heard.get(1)).isEqualTo(heard.get(0)).isNotEmpty();
    }

    @Test
    void gradientsHaveDeeplearning4jsNames() {
        twins.plain().fit(batch);
        twins.whole().fit(batch);

        assertThat(twins.whole().gradient().gradientForVariable().keySet())
                .containsExactlyElementsOf(twins.plain().gradient().gradientForVariable().keySet());
    }

    @Test
    void learnsAsDeeplearning4jDoes() {
        for (int step = 0; step < 3; step++) {
            DataSet each = SmallNetwork.batch(step, 4, 3, 6, 7);
            twins.plain().fit(each);
            twins.whole().fit(each);
        }

        // Adam divides by the gradient's size, so that small errors are not small in its steps.
        assertThat(Twins.largestDifference(twins.plain().params(), twins.whole().params()))
                .isLessThan(1e-4);
        assertThat(twins.whole().getIterationCount()).isEqualTo(3);
    }

    @Test
    void whatIsSavedIsRestoredByDeeplearning4j(@TempDir Path folder) throws IOException {
        twins.whole().fit(batch);
        twins.whole().fit(batch);
        INDArray expected = twins.whole().outputSingle(images);
        Path file = folder.resolve("network.zip");
        ModelSerializer.writeModel(twins.whole(), file.toFile(), true);

        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file.toFile(), true);

        assertThat(restored.getClass()).isEqualTo(ComputationGraph.class);
        assertThat(Twins.largestDifference(expected, restored.outputSingle(images)))
                .isLessThan(SAME);
        assertThat(restored.params().equalsWithEps(twins.whole().params(), 0)).isTrue();
        assertThat(
                        restored.getUpdater()
                                .getStateViewArray()
                                .equalsWithEps(twins.whole().getUpdater().getStateViewArray(), 0))
                .isTrue();
        restored.close();
    }

    @Test
    void whatDeeplearning4jSavedIsComputedHere() {
        ComputationGraph network = OneDnnGraph.orPlain(twins.plain());

        assertThat(network).isInstanceOf(OneDnnGraph.class);
        assertThat(OneDnnGraph.orPlain(network)).isSameAs(network);
        assertThat(
                        Twins.largestDifference(
                                twins.plain().outputSingle(images), network.outputSingle(images)))
                .isLessThan(SAME);
    }

    @Test
    void copiesAreOnTheirOwn() {
        twins.whole().fit(batch);
        INDArray before = twins.whole().outputSingle(images);
        ComputationGraph copy = twins.whole().clone();
        assertThat(copy).isInstanceOf(OneDnnGraph.class);
        assertThat(Twins.largestDifference(before, copy.outputSingle(images))).isLessThan(SAME);

        copy.fit(batch);

        assertThat(twins.whole().outputSingle(images).equalsWithEps(before, 0)).isTrue();
        assertThat(copy.outputSingle(images).equalsWithEps(before, 1e-4)).isFalse();
        copy.close();
    }

    @Test
    void javaSerialisationKeepsTheNetwork() throws Exception {
        twins.whole().fit(batch);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(twins.whole());
        }
        ComputationGraph read;
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (ComputationGraph) in.readObject();
        }
        assertThat(read).isInstanceOf(OneDnnGraph.class);
        INDArray expected = twins.whole().outputSingle(images);
        assertThat(Twins.largestDifference(expected, read.outputSingle(images))).isLessThan(SAME);

        read.close();
    }

    /** What a listener keeps of a step is not what it was when the step is over. */
    @Test
    void activationsAreReadInTheForwardPassOnly() {
        List<Map<String, INDArray>> kept = new ArrayList<>();
        twins.whole()
                .setListeners(
                        new BaseTrainingListener() {
                            @Override
                            public void onForwardPass(
                                    Model model, Map<String, INDArray> activations) {
                                kept.add(activations);
                            }
                        });
        twins.whole().fit(batch);
        Map<String, INDArray> activations = kept.get(0);
        String vertex =
                activations.keySet().stream().skip(1).findFirst().orElseThrow(); // after the input

        assertThatThrownBy(() -> activations.get(vertex))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("onForwardPass only");
    }

    private INDArray[] images() {
        return new INDArray[] {images};
    }

    private static void assertSame(Map<String, INDArray> expected, Map<String, INDArray> actual) {
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (name, values) ->
                        assertThat(Twins.largestDifference(values, actual.get(name)))
                                .as(name)
                                .isLessThan(SAME));
    }

    /** Notes what it hears. */
    private static class Listener extends BaseTrainingListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void onEpochStart(Model model) {
            heard.add("epoch");
        }

        @Override
        public void onForwardPass(Model model, Map<String, INDArray> activations) {
            heard.add("forward");
        }

        @Override
        public void onGradientCalculation(Model model) {
            heard.add("gradient");
        }

        @Override
        public void onBackwardPass(Model model) {
            heard.add("backward");
        }

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            heard.add("iteration " + iteration + " of epoch " + epoch);
        }
    }

    /** Without biases before batch norms, of which Adam would make steps out of rounding. */
    private static ComputationGraphConfiguration configuration() {
        return SmallNetwork.on(3, 6, 7)
                .then("a", SmallNetwork.convolution(16, 3).hasBias(false).build())
                .normalise("b")
                .rectify("c")
                .then("d", SmallNetwork.convolution(16, 3).hasBias(false).build())
                .normalise("e")
                .plus("f", "c")
                .rectify("g")
                .convolve("h", 16, 1)
                .rectify("i")
                .classified();
    }
}
