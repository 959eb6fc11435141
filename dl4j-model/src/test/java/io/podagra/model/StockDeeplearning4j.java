package io.podagra.model;

import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Another Java virtual machine, with Deeplearning4j and nothing of ours on its class path. */
final class StockDeeplearning4j {
    private StockDeeplearning4j() {}

    /**
     * What the networks of zips make of images, normalised as each zip says.
     *
     * @param images {@code [batch, 3, size, size]}, values 0 to 255
     * @param folder for files in between
     * @return of each zip the images' probabilities of abnormal
     */
    static List<double[]> scores(List<Path> zips, INDArray images, Path folder)
            throws IOException, InterruptedException {
        Path source = folder.resolve("StockReader.java");
        try (InputStream in =
                StockDeeplearning4j.class.getResourceAsStream("StockReader.java.txt")) {
            Files.write(source, in.readAllBytes());
        }
        Path array = folder.resolve("images.bin");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(array))) {
            Nd4j.write(images, out);
        }
        Path output = folder.resolve("stock.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), source.toString(), array.toString()));
        zips.forEach(zip -> command.add(zip.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int exitCode = process.waitFor();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (exitCode != 0) {
            throw new IllegalStateException(said);
        }
        double[] scores =
                said.lines()
                        .filter(line -> line.startsWith("score "))
                        .mapToDouble(line -> Double.parseDouble(line.substring("score ".length())))
                        .toArray();
        int each = Math.toIntExact(images.size(0));
        return IntStream.range(0, zips.size())
                .mapToObj(zip -> Arrays.copyOfRange(scores, zip * each, (zip + 1) * each))
                .toList();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(File.separator + "target" + File.separator))
                .filter(entry -> !entry.contains("podagra-"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
