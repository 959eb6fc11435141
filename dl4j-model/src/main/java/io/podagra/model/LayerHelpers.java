package io.podagra.model;

import java.lang.reflect.Field;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;

/**
 * The native layer helpers (oneDNN on a CPU, cuDNN on a GPU), which Deeplearning4j 1.0.0-M2.1 has
 * off unless told otherwise, and falls back from without a word.
 */
public final class LayerHelpers {
    private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

    private LayerHelpers() {}

    /** Switches helpers on for networks made from now on, unless the user set the property. */
    static void enable() {
        if (System.getProperty(DISABLE) == null) {
            System.setProperty(DISABLE, "false");
        }
    }

    /**
     * How many of the graph's convolutions run on a helper.
     *
     * @param graph a network that has processed at least one batch, since layers find their helper
     *     on first use
     */
    public static Use in(ComputationGraph graph) {
        int convolutions = 0;
        int helped = 0;
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof ConvolutionLayer) {
                convolutions++;
                if (layer.getHelper() != null && !hasFailed(layer)) {
                    helped++;
                }
            }
        }
        return new Use(helped, convolutions);
    }

    /**
     * @param helped convolutions that have a helper which never failed
     * @param convolutions convolutions in all
     */
    public record Use(int helped, int convolutions) {
        /** Whether every convolution runs on a helper. */
        public boolean complete() {
            return convolutions > 0 && helped == convolutions;
        }
    }

    /** A helper that throws stays in place while its layer takes the slow path; only this tells. */
    private static boolean hasFailed(Layer layer) {
        return field(layer.getClass(), "helperCountFail")
                .map(
                        field -> {
                            try {
                                field.setAccessible(true);
                                return field.getInt(layer) > 0;
                            } catch (IllegalAccessException exception) {
                                throw new IllegalStateException(exception);
                            }
                        })
                .orElse(false);
    }

    private static Optional<Field> field(Class<?> type, String name) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }
}
