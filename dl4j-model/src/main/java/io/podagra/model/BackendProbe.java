package io.podagra.model;

import io.podagra.model.training.TrainingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds out what the network really runs on, by running one.
 *
 * @param backend {@code CPU} or {@code CUDA}, as ND4J names it
 * @param blas the vendor of its linear algebra
 * @param computedBy what computed the probe's layers, in words for a user
 * @param helpers layers of the probe's ResNet-50 that ran on a native helper
 * @param trainImagesPerSecond of the probe: ResNet-50, 64 px, batches of 16
 */
public record BackendProbe(
        String backend,
        String blas,
        String computedBy,
        LayerHelpers.Use helpers,
        double trainImagesPerSecond) {
    /** Width and height of what the probe trains on, in pixels. */
    public static final int IMAGE_SIZE = 64;

    private static final int BATCH = 16;

    /** What the probe trains. */
    public static final String DESCRIPTION =
            "ResNet-50, %d px, batch %d, random data".formatted(IMAGE_SIZE, BATCH);

    private static final String ARTIFACT =
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
    private static final int WARM_UP_STEPS = 2;
    private static final int TIMED_STEPS = 5;

    /**
     * Runs a few training steps of a ResNet-50 on noise; takes some seconds.
     *
     * @throws BackendUnavailableException if the backend cannot run here
     */
    public static BackendProbe run() {
        Backend.require();
        try (INDArray images = Nd4j.rand(DataType.FLOAT, BATCH, 3, IMAGE_SIZE, IMAGE_SIZE);
                INDArray labels = Nd4j.zeros(DataType.FLOAT, BATCH, ResNet50Graph.CLASSES)) {
            for (int row = 0; row < BATCH; row++) {
                labels.putScalar(row, row % 2, 1);
            }
            ComputationGraph network =
                    ResNet50Graph.create(IMAGE_SIZE, TrainingSettings.defaults(), 1);
            DataSet batch = new DataSet(images, labels);
            fit(network, batch, WARM_UP_STEPS);
            long start = System.nanoTime();
            fit(network, batch, TIMED_STEPS);
            double seconds = (System.nanoTime() - start) / 1e9;
            BackendProbe probe =
                    new BackendProbe(
                            backendName(),
                            environment().getProperty("blas.vendor"),
                            LayerHelpers.computing(network),
                            LayerHelpers.in(network),
                            BATCH * TIMED_STEPS / seconds);
            network.close();
            return probe;
        }
    }

    /** Whether the backend computes on the CPU. */
    public boolean onCpu() {
        return backend.equalsIgnoreCase("CPU");
    }

    /** {@code CPU} or {@code CUDA}, as ND4J names it; loads the native library. */
    public static String backendName() {
        return environment().getProperty("backend");
    }

    private static Properties environment() {
        return Nd4j.getExecutioner().getEnvironmentInformation();
    }

    /** Limit of JavaCPP's native memory in bytes, 0 for none. */
    public static long nativeMemoryLimit() {
        return Pointer.maxBytes();
    }

    /** Memory of the machine in bytes. */
    public static long physicalMemory() {
        return Pointer.totalPhysicalBytes();
    }

    /** Version of Deeplearning4j on the class path, such as {@code 1.0.0-M2.1}. */
    public static String deeplearning4jVersion() {
        Properties artifact = new Properties();
        try (InputStream in = ComputationGraph.class.getResourceAsStream(ARTIFACT)) {
            if (in == null) {
                return "unknown";
            }
            artifact.load(in);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return artifact.getProperty("version");
    }

    private static void fit(ComputationGraph network, DataSet batch, int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(batch);
        }
    }
}
