package io.podagra.model;

import io.podagra.model.onednn.OneDnn;
import io.podagra.model.onednn.OneDnnGraph;
import java.lang.reflect.Field;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The native layer helpers (oneDNN on a CPU, cuDNN on a GPU), which Deeplearning4j 1.0.0-M2.1 has
 * off unless told otherwise, and falls back from without a word.
 */
public final class LayerHelpers {
    private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

    /**
     * The field in which layers that can have a helper count its failures. A helper that throws
     * stays in place while its layer takes the slow path without a word; only this count tells.
     */
    private static final String FAILURES = "helperCountFail";

    private LayerHelpers() {}

    /** Switches helpers on for networks made from now on, unless the user set the property. */
    static void enable() {
        if (System.getProperty(DISABLE) == null) {
            System.setProperty(DISABLE, "false");
        }
    }

    /**
     * How many of the layers that can run on a helper do: convolutions, batch norms, poolings. All
     * of them where the trunk is computed by oneDNN as a whole.
     *
     * @param graph a network that has processed at least one batch, since layers find their helper
     *     on first use
     */
    public static Use in(ComputationGraph graph) {
        boolean all = graph instanceof OneDnnGraph whole && whole.isComputedHere();
        int layers = 0;
        int helped = 0;
        for (Layer layer : graph.getLayers()) {
            Optional<Field> failures = field(layer.getClass(), FAILURES);
            if (failures.isPresent()) {
                layers++;
                helped += all || isHelped(layer, failures.get()) ? 1 : 0;
            }
        }
        return new Use(helped, layers);
    }

    /**
     * What computes a network's layers, in words for a user.
     *
     * @param graph as for {@link #in}
     */
    public static String computing(ComputationGraph graph) {
        if (graph instanceof OneDnnGraph whole && whole.isComputedHere()) {
            return whole.computedBy() + ", the trunk as a whole";
        }
        Use use = in(graph);
        return "Deeplearning4j's layers, %d of %d with a native helper%s"
                .formatted(
                        use.helped(),
                        use.layers(),
                        OneDnn.obstacle().map(why -> "; not by oneDNN: " + why).orElse(""));
    }

    /**
     * How many layers run on a helper.
     *
     * @param helped layers that have a helper which never failed
     * @param layers layers that can have one
     */
    public record Use(int helped, int layers) {
        /** Whether every layer that can does run on a helper. */
        public boolean complete() {
            return layers > 0 && helped == layers;
        }
    }

    private static boolean isHelped(Layer layer, Field failures) {
        return layer.getHelper() != null && count(failures, layer) == 0;
    }

    private static int count(Field failures, Layer layer) {
        try {
            failures.setAccessible(true);
            return failures.getInt(layer);
        } catch (IllegalAccessException exception) {
            throw new IllegalStateException(exception);
        }
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
