package io.podagra.model.onednn;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activations of a training step, each one plain, {@code [batch, channels, height, width]}, and
 * made when somebody looks at it: all of them at once would take as much memory as the step.
 */
final class PlainActivations extends AbstractMap<String, INDArray> {
    private final Map<String, Supplier<INDArray>> values;

    PlainActivations(Map<String, Supplier<INDArray>> values) {
        this.values = new LinkedHashMap<>(values);
    }

    @Override
    public boolean containsKey(Object vertex) {
        return values.containsKey(vertex);
    }

    @Override
    public INDArray get(Object vertex) {
        Supplier<INDArray> value = values.get(vertex);
        return value == null ? null : value.get();
    }

    @Override
    public Set<Entry<String, INDArray>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, INDArray>> iterator() {
                return values.entrySet().stream()
                        .<Entry<String, INDArray>>map(Made::new)
                        .iterator();
            }

            @Override
            public int size() {
                return values.size();
            }
        };
    }

    /** An entry whose value is made when it is asked for, once. */
    private static final class Made implements Entry<String, INDArray> {
        private final Entry<String, Supplier<INDArray>> source;
        private INDArray made;

        Made(Entry<String, Supplier<INDArray>> source) {
            this.source = source;
        }

        @Override
        public String getKey() {
            return source.getKey();
        }

        @Override
        public INDArray getValue() {
            if (made == null) {
                made = source.getValue().get();
            }
            return made;
        }

        @Override
        public INDArray setValue(INDArray value) {
            throw new UnsupportedOperationException("activations are only read");
        }
    }
}
