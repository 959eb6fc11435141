package io.podagra.model.onednn;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activations of a training step, each one plain, {@code [batch, channels, height, width]}, and
 * made when somebody looks at it: all of them at once would take as much memory as the step.
 *
 * <p>What an iterator made is closed when it goes on, the rest with the map: no garbage collector
 * would see how much there is.
 */
final class PlainActivations extends AbstractMap<String, INDArray> implements AutoCloseable {
    private final Map<String, Supplier<INDArray>> values;
    private final INDArray images;
    private final List<INDArray> asked = new ArrayList<>();

    /**
     * @param values by vertex; each gives a new array, or the images
     * @param images the network's input, which is not closed
     */
    PlainActivations(Map<String, Supplier<INDArray>> values, INDArray images) {
        this.values = new LinkedHashMap<>(values);
        this.images = images;
    }

    @Override
    public boolean containsKey(Object vertex) {
        return values.containsKey(vertex);
    }

    @Override
    public INDArray get(Object vertex) {
        Supplier<INDArray> value = values.get(vertex);
        if (value == null) {
            return null;
        }
        INDArray made = value.get();
        asked.add(made);
        return made;
    }

    @Override
    public Set<Entry<String, INDArray>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, INDArray>> iterator() {
                return new Walk();
            }

            @Override
            public int size() {
                return values.size();
            }
        };
    }

    @Override
    public void close() {
        asked.forEach(this::close);
        asked.clear();
    }

    private void close(INDArray array) {
        if (array != images && array.closeable()) {
            array.close();
        }
    }

    /** From entry to entry, of which one at a time has its array. */
    private final class Walk implements Iterator<Entry<String, INDArray>> {
        private final Iterator<String> vertices = values.keySet().iterator();
        private Made last;

        @Override
        public boolean hasNext() {
            return vertices.hasNext();
        }

        @Override
        public Entry<String, INDArray> next() {
            if (last != null) {
                last.letGo();
            }
            last = new Made(vertices.next());
            return last;
        }
    }

    /** An entry whose value is made when it is asked for, once. */
    private final class Made implements Entry<String, INDArray> {
        private final String vertex;
        private INDArray made;

        Made(String vertex) {
            this.vertex = vertex;
        }

        @Override
        public String getKey() {
            return vertex;
        }

        @Override
        public INDArray getValue() {
            if (made == null) {
                made = get(vertex);
            }
            return made;
        }

        @Override
        public INDArray setValue(INDArray value) {
            throw new UnsupportedOperationException("activations are only read");
        }

        void letGo() {
            if (made != null) {
                asked.removeIf(each -> each == made);
                PlainActivations.this.close(made);
            }
        }
    }
}
