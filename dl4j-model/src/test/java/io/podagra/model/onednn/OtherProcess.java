package io.podagra.model.onednn;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A process of its own, for what is settled once in a process: whether oneDNN runs, and how. */
final class OtherProcess {
    private OtherProcess() {}

    /**
     * Runs one.
     *
     * @param environment variables beside those of this process
     * @param options of the virtual machine beside those of this process
     * @return the lines it printed
     */
    static List<String> run(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.matches("-D.*|-Xmx.*|--add-opens.*"))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.add("-Dslf4j.provider=" + PrintedLog.class.getName());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(OtherProcess.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("exit status " + status + ":\n" + said);
            }
            return said.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Makes networks, and says what they are and how far they are from Deeplearning4j's. */
    public static void main(String[] arguments) {
        if (OneDnn.obstacle().isPresent()) {
            for (int index = 0; index < 3; index++) {
                ComputationGraph network = OneDnnGraph.orPlain(configuration());
                network.init();
                System.out.println("network: " + network.getClass().getSimpleName());
                System.out.println(
                        "again: " + OneDnnGraph.orPlain(network).getClass().getSimpleName());
            }
            try {
                new OneDnnGraph(configuration()).init();
            } catch (IllegalStateException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
            return;
        }
        try (Twins twins = Twins.computedHere(configuration())) {
            DataSet batch = SmallNetwork.batch(1, 4, 3, 12, 13);
            INDArray images = SmallNetwork.noise(2, 3, 3, 12, 13);
            System.out.println("block: " + OneDnn.block());
            System.out.println("output: " + twins.outputError(images));
            TrainingErrors errors = twins.trainingErrors(batch);
            System.out.println("gradient: " + errors.worstGradient());
            System.out.println("step: " + errors.worstStep());
        }
    }

    /** Channels that fill blocks of 16, of 8 alone, and of neither. */
    private static ComputationGraphConfiguration configuration() {
        return SmallNetwork.on(3, 12, 13)
                .padWithZeros("zeros", 3, 3)
                .then(
                        "a",
                        SmallNetwork.convolution(24, 7)
                                .stride(2, 2)
                                .convolutionMode(ConvolutionMode.Truncate)
                                .build())
                .normalise("b")
                .rectify("c")
                .then(
                        "d",
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                                .kernelSize(3, 3)
                                .stride(2, 2)
                                .padding(1, 1)
                                .build())
                .convolve("e", 5, 1)
                .normalise("f")
                .rectify("g")
                .convolve("h", 24, 3)
                .normalise("i")
                .plus("j", "d")
                .rectify("k")
                .convolve("l", 32, 1)
                .normalise("m")
                .from("k")
                .convolve("n", 32, 1)
                .normalise("o")
                .plus("p", "m")
                .rectify("q")
                .classified();
    }
}
