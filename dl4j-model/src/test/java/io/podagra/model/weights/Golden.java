package io.podagra.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What src/test/golden/activations.py wrote of one publisher's layout.
 *
 * @param tensors formula weights under the publisher's names
 * @param activations by the size of the image and the layer: number of values, mean, standard
 *     deviation, evenly spaced values; of the output, its values
 */
record Golden(Map<String, Tensor> tensors, Map<Integer, Map<String, double[]>> activations) {
    static final Path FILE = Path.of("formula-weights");
    static final String SHA256 = "0".repeat(64);

    static Golden read(String name) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream("golden-" + name + ".json")) {
            JsonNode tree = JsonMapper.builder().build().readTree(in);
            Map<Integer, Map<String, double[]>> sizes = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> size : tree.get("sizes").properties()) {
                Map<String, double[]> layers = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> layer : size.getValue().properties()) {
                    layers.put(layer.getKey(), numbers(layer.getValue()));
                }
                sizes.put(Integer.valueOf(size.getKey()), layers);
            }
            return new Golden(FormulaWeights.tensors(tree.get("tensors")), sizes);
        }
    }

    /** The weights as if they had been read from a file. */
    BaseWeights weights(FileKind kind, Map<String, String> metadata) {
        return weights(kind, tensors, metadata);
    }

    static BaseWeights weights(
            FileKind kind, Map<String, Tensor> tensors, Map<String, String> metadata) {
        NamedTensors content = new NamedTensors(tensors, List.of(), metadata);
        return BaseWeights.of(FILE, kind, content, SHA256, Optional.empty());
    }

    /** Gives a network the head of formula weights. */
    static void setHead(ComputationGraph network) {
        network.getLayer("output")
                .getParam("W")
                .assign(
                        Nd4j.createFromArray(FormulaWeights.head())
                                .reshape('c', 2, 2048)
                                .transpose());
        network.getLayer("output")
                .getParam("b")
                .assign(Nd4j.createFromArray(FormulaWeights.headBiases()).reshape(1, 2));
    }

    private static double[] numbers(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asDouble()));
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
