package io.podagra.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights and images of src/test/golden/formula.py, number by number. */
final class FormulaWeights {
    private static final int STEPS_BITS = 23;

    private FormulaWeights() {}

    /** Tensors under their publisher's names: the "tensors" of a golden file. */
    static Map<String, Tensor> tensors(JsonNode described) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : described.properties()) {
            List<Long> shape = new ArrayList<>();
            entry.getValue().get(0).forEach(side -> shape.add(side.asLong()));
            tensors.put(
                    entry.getKey(),
                    tensor(entry.getKey(), shape, entry.getValue().get(1).asText()));
        }
        return tensors;
    }

    /** Values of {@code [1, 3, size, size]}. */
    static float[] image(int size) {
        float[] values = new float[3 * size * size];
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) (uniform("image", index) * 2.0);
        }
        return values;
    }

    /** Values of the head's weights, {@code [2, 2048]}. */
    static float[] head() {
        float[] values = new float[2 * 2048];
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) (uniform("head", index) * 0.01);
        }
        return values;
    }

    /** Values of the head's biases. */
    static float[] headBiases() {
        return new float[] {0.1f, -0.1f};
    }

    private static Tensor tensor(String name, List<Long> shape, String kind) {
        float[] values = new float[Tensor.elements(shape)];
        boolean channelsLast = kind.equals("hwio");
        int channels = shape.get(channelsLast ? shape.size() - 1 : 0).intValue();
        int perChannel = values.length / channels;
        long seed = fnv1a(name);
        for (int index = 0; index < values.length; index++) {
            int channel = channelsLast ? index % channels : index / perChannel;
            values[index] = (float) value(kind, uniform(seed, index), perChannel, channel % 8 == 0);
        }
        return new Tensor(shape, values);
    }

    private static double value(String kind, double uniform, int fanIn, boolean weak) {
        return switch (kind) {
            case "oihw", "hwio" -> uniform * Math.sqrt(6.0 / fanIn) * (weak ? 0.03 : 1);
            case "gamma" -> 1 + uniform * 0.25;
            case "small-gamma" -> 0.375 + uniform * 0.125;
            case "variance" -> (2 + uniform * 0.5) * (weak ? 0.001 : 1);
            case "bias", "beta", "mean" -> uniform * 0.1 * (weak ? 0.03 : 1);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static double uniform(String name, int index) {
        return uniform(fnv1a(name), index);
    }

    private static double uniform(long seed, int index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return ((z >>> 40) - (1L << STEPS_BITS)) / (double) (1L << STEPS_BITS);
    }

    private static long fnv1a(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (letter & 0xff)) * 0x100000001B3L;
        }
        return hash;
    }
}
