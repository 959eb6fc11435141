package io.podagra.model.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** One pass after another, of other sizes, of other networks, at once, with other parameters. */
@WhereOneDnnRuns
class PassesTest {
    private static final double OUTPUT = 1e-5;
    private static final int STEPS = 1000;

    private final Twins twins = Twins.computedHere(configuration(16));
    private final INDArray images = SmallNetwork.noise(1, 4, 3, 6, 7);

    @AfterEach
    void freeMemory() {
        twins.close();
    }

    @Test
    void batchesOfManySizesInTurn() {
        for (int count : new int[] {8, 8, 3, 1, 8, 2, 5, 3, 8}) {
            DataSet batch = SmallNetwork.batch(count, count, 3, 6, 7);
            assertThat(twins.outputError(batch.getFeatures())).isLessThan(OUTPUT);
            assertAgrees(twins, batch);
        }
    }

    @Test
    void imagesOfManySizesInTurn() {
        for (int size : new int[] {6, 9, 5, 6, 12, 3, 9}) {
            DataSet batch = SmallNetwork.batch(size, 2, 3, size, size + 1);
            assertThat(twins.outputError(batch.getFeatures())).isLessThan(OUTPUT);
            assertAgrees(twins, batch);
        }
    }

    @Test
    void imagesThatAreAViewOfOthers() {
        INDArray all = SmallNetwork.noise(2, 3, 6, 7, 4).permute(3, 0, 1, 2);
        assertThat(twins.outputError(all)).isLessThan(OUTPUT);
        INDArray last = SmallNetwork.noise(2, 5, 3, 6, 7).tensorAlongDimension(4, 1, 2, 3);
        assertThat(twins.outputError(last.reshape(1, 3, 6, 7))).isLessThan(OUTPUT);
        assertThat(twins.outputError(images.dup('f'))).isLessThan(OUTPUT);
    }

    @Test
    void theSameBatchTwiceGivesTheSame() {
        DataSet batch = SmallNetwork.batch(images, SmallNetwork.CLASSES);
        INDArray first = Twins.computeGradients(twins.whole(), batch).gradient().dup();
        twins.whole().output(images);
        INDArray second = Twins.computeGradients(twins.whole(), batch).gradient();

        assertThat(second.equalsWithEps(first, 0)).isTrue();
    }

    @Test
    void anOutputStaysAsItWas() {
        INDArray first = twins.whole().outputSingle(images);
        INDArray before = first.dup();
        twins.whole().outputSingle(SmallNetwork.noise(2, 4, 3, 6, 7));

        assertThat(first.equalsWithEps(before, 0)).isTrue();
    }

    @Test
    void twoNetworksInTurn() {
        try (Twins others = Twins.computedHere(configuration(24))) {
            for (int turn = 0; turn < 3; turn++) {
                for (Twins each : List.of(twins, others)) {
                    DataSet batch = SmallNetwork.batch(turn, 4 - turn, 3, 6, 7);
                    assertThat(each.outputError(batch.getFeatures())).isLessThan(OUTPUT);
                    assertAgrees(each, batch);
                }
            }
        }
    }

    @Test
    void closingOneNetworkLeavesTheOther() {
        try (Twins others = Twins.computedHere(configuration(16))) {
            others.outputError(images);
        }
        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
    }

    @Test
    void threadsThatScoreAtOnceGiveWhatOneDoes() throws Exception {
        List<INDArray> batches = new ArrayList<>();
        List<INDArray> expected = new ArrayList<>();
        for (int batch = 0; batch < 8; batch++) {
            batches.add(SmallNetwork.noise(batch, 1 + batch % 3, 3, 6, 7));
            expected.add(twins.whole().outputSingle(batches.get(batch)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<INDArray>> tasks = new ArrayList<>();
            for (int turn = 0; turn < 10; turn++) {
                batches.forEach(batch -> tasks.add(() -> twins.whole().outputSingle(batch)));
            }
            List<Future<INDArray>> results = threads.invokeAll(tasks);
            for (int index = 0; index < results.size(); index++) {
                INDArray right = expected.get(index % batches.size());
                assertThat(results.get(index).get().equalsWithEps(right, 0)).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The first thing that a network is asked, by all of them. */
    @Test
    void threadsThatScoreFirstGiveWhatOneDoes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int turn = 0; turn < 10; turn++) {
                try (Twins fresh = Twins.of(configuration(16))) {
                    INDArray expected = fresh.plain().outputSingle(images);
                    Callable<INDArray> task = () -> fresh.whole().outputSingle(images);
                    for (Future<INDArray> each :
                            threads.invokeAll(List.of(task, task, task, task))) {
                        assertThat(Twins.largestDifference(expected, each.get()))
                                .isLessThan(OUTPUT);
                    }
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void changedParametersAreSeen() {
        twins.outputError(images);
        change();
        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
        assertAgrees(twins, SmallNetwork.batch(images, SmallNetwork.CLASSES));
    }

    @Test
    void heldParametersAreTakenInOnce() {
        INDArray before = twins.whole().outputSingle(images);
        OneDnnGraph.Held outer = twins.whole().holdParameters();
        OneDnnGraph.Held inner = twins.whole().holdParameters();
        twins.whole().outputSingle(images);
        changeTrunk();

        assertThat(twins.whole().outputSingle(images).equalsWithEps(before, 0)).isTrue();
        inner.close();
        assertThat(twins.whole().outputSingle(images).equalsWithEps(before, 0)).isTrue();
        outer.close();
        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
    }

    /** Parameters that changed before are taken in, though they have been held before. */
    @Test
    void heldAgainParametersAreTakenInAnew() {
        for (int turn = 0; turn < 3; turn++) {
            OneDnnGraph.Held held = twins.whole().holdParameters();
            assertThat(twins.outputError(images)).isLessThan(OUTPUT);
            held.close();
            change();
        }
    }

    @Test
    void closingAHoldTwiceIsClosingItOnce() {
        OneDnnGraph.Held held = twins.whole().holdParameters();
        held.close();
        held.close();
        twins.outputError(images);
        change();

        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
    }

    @Test
    void memoryGivenBackWhileParametersAreHeldIsAskedForAgain() {
        OneDnnGraph.Held held = twins.whole().holdParameters();
        twins.outputError(images);
        twins.whole().releaseMemory();
        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
        held.close();
        twins.outputError(images);
        change();

        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
    }

    @Test
    void memoryGivenBackIsAskedForAgain() {
        assertAgrees(twins, SmallNetwork.batch(images, SmallNetwork.CLASSES));
        OneDnnGraph.release(twins.whole());
        assertThat(twins.outputError(images)).isLessThan(OUTPUT);
        assertAgrees(twins, SmallNetwork.batch(images, SmallNetwork.CLASSES));
    }

    @Test
    void memoryGivenBackIsFree() {
        long before = leastBytes(0, 10);
        OneDnnGraph large = new OneDnnGraph(configuration(64));
        large.init();
        long parameters = large.numParams() * Float.BYTES;
        large.output(SmallNetwork.noise(1, 8, 3, 64, 64));
        assertThat(Pointer.totalBytes() - before).isGreaterThan(parameters + 2_000_000);
        large.releaseMemory();

        assertThat(leastBytes(before + parameters + 500_000, 100))
                .isLessThan(before + parameters + 500_000);
        large.close();
    }

    @Test
    void nativeMemoryStaysAsItIs() {
        OneDnnGraph network =
                new OneDnnGraph(
                        SmallNetwork.on(3, 6, 7)
                                .convolve("a", 16, 3)
                                .normalise("b")
                                .rectify("c")
                                .classified());
        network.init();
        train(network, 100);
        long bytes = leastBytes(0, 10);
        long count = Pointer.totalCount();

        train(network, STEPS);

        // A float32 kept by every step would be 4 kB.
        assertThat(leastBytes(bytes, 100)).isLessThan(bytes + STEPS);
        assertThat(Pointer.totalCount()).isLessThan(count + STEPS / 10);
        network.close();
    }

    /** Half of the steps train, half score, half of either on a shorter batch. */
    private static void train(ComputationGraph network, int steps) {
        DataSet full = SmallNetwork.batch(1, 4, 3, 6, 7);
        DataSet shorter = SmallNetwork.batch(2, 3, 3, 6, 7);
        for (int step = 0; step < steps; step += 4) {
            network.fit(full);
            network.outputSingle(full.getFeatures()).close();
            network.fit(shorter);
            network.outputSingle(shorter.getFeatures()).close();
        }
    }

    /** What is left when no more garbage is found, or what is enough has been. */
    private static long leastBytes(long enough, int turns) {
        long least = Long.MAX_VALUE;
        for (int turn = 0; turn < turns && least > enough; turn++) {
            System.gc();
            System.runFinalization();
            least = Math.min(least, Pointer.totalBytes());
        }
        return least;
    }

    private void change() {
        changeTrunk();
        for (ComputationGraph each : List.of(twins.plain(), twins.whole())) {
            each.getLayer(SmallNetwork.OUTPUT).getParam("W").muli(1.1);
        }
    }

    private void changeTrunk() {
        for (ComputationGraph each : List.of(twins.plain(), twins.whole())) {
            each.getLayer("a").getParam("W").muli(1.2);
            each.getLayer("b").getParam("log10stdev").subi(0.1);
            each.getLayer("d").getParam("b").addi(0.3);
        }
    }

    private static void assertAgrees(Twins twins, DataSet batch) {
        TrainingErrors errors = twins.trainingErrors(batch);
        assertThat(errors.worstGradient()).as(errors.toString()).isLessThan(1e-4);
        assertThat(errors.worstStep()).as(errors.toString()).isLessThan(1e-5);
    }

    private static ComputationGraphConfiguration configuration(int channels) {
        return SmallNetwork.on(3, 6, 7)
                .convolve("a", channels, 3)
                .normalise("b")
                .rectify("c")
                .convolve("d", channels, 3)
                .normalise("e")
                .plus("f", "c")
                .rectify("g")
                .classified();
    }
}
