package io.podagra.model.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;

/**
 * Primitives of oneDNN in the order in which they run, and the memory they share.
 *
 * <p>A tensor has its memory from the first step that uses it to the last; those that are never
 * needed at once share the same bytes, an activation and a gradient, too.
 */
final class Program implements AutoCloseable {
    private final List<Step> steps = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final stream queue = new stream(OneDnn.engine());
    private long bytes;
    private long boundTo;

    private record Step(primitive computation, IntMemoryMap arguments) {}

    /** A new tensor, whose memory is planned. */
    Tensor tensor(org.bytedeco.dnnl.memory.desc layout) {
        Tensor tensor = Tensor.planned(layout);
        tensors.add(tensor);
        return tensor;
    }

    /**
     * Adds a step.
     *
     * @param description of the primitive, whose scratch memory is planned, too
     * @param arguments pairs of oneDNN's argument number and tensor
     */
    void add(primitive computation, primitive_desc_base description, Object... arguments) {
        int step = steps.size();
        IntMemoryMap map = new IntMemoryMap();
        for (int index = 0; index < arguments.length; index += 2) {
            put(map, step, (Integer) arguments[index], (Tensor) arguments[index + 1]);
        }
        var scratch = description.scratchpad_desc();
        if (scratch.get_size() > 0) {
            put(map, step, dnnl.DNNL_ARG_SCRATCHPAD, tensor(scratch));
        }
        steps.add(new Step(computation, map));
    }

    private static void put(IntMemoryMap map, int step, int argument, Tensor tensor) {
        tensor.usedBy(step);
        map.put(argument, tensor.handle());
    }

    /** The same values in another layout; the tensor itself if it has that already. */
    Tensor in(org.bytedeco.dnnl.memory.desc layout, Tensor tensor) {
        if (tensor.hasLayout(layout)) {
            return tensor;
        }
        Tensor other = tensor(layout);
        copy(tensor, other);
        return other;
    }

    /** Adds a step that copies values, from layout to layout. */
    void copy(Tensor from, Tensor to) {
        primitive_attr attributes = OneDnn.attributes();
        reorder.primitive_desc description =
                new reorder.primitive_desc(
                        OneDnn.engine(),
                        from.layout(),
                        OneDnn.engine(),
                        to.layout(),
                        attributes,
                        false);
        add(new reorder(description), description, dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to);
    }

    /** Keeps a tensor's memory to itself from a step to the end, so that it can be read then. */
    void keep(Tensor tensor) {
        tensor.usedBy(Integer.MAX_VALUE);
    }

    int steps() {
        return steps.size();
    }

    /** Gives each tensor its place; to be called once, after the last step was added. */
    void plan() {
        List<Tensor> bySize = new ArrayList<>(tensors);
        bySize.removeIf(tensor -> tensor.lastStep() < tensor.firstStep());
        bySize.sort(
                Comparator.comparingLong(Tensor::bytes)
                        .reversed()
                        .thenComparingInt(Tensor::firstStep));
        List<Tensor> placed = new ArrayList<>();
        for (Tensor tensor : bySize) {
            tensor.placeAt(lowestGap(tensor, placed));
            placed.add(tensor);
            bytes = Math.max(bytes, tensor.offset() + Arena.aligned(tensor.bytes()));
        }
        tensors.retainAll(placed);
    }

    private static long lowestGap(Tensor tensor, List<Tensor> placed) {
        List<Tensor> inTheWay =
                placed.stream()
                        .filter(tensor::overlaps)
                        .sorted(Comparator.comparingLong(Tensor::offset))
                        .toList();
        long place = 0;
        for (Tensor other : inTheWay) {
            if (place + tensor.bytes() <= other.offset()) {
                break;
            }
            place = Math.max(place, other.offset() + Arena.aligned(other.bytes()));
        }
        return place;
    }

    /** Puts the tensors into the arena; to be called before a run. */
    void bind(Arena arena) {
        arena.require(bytes);
        if (arena.address() != boundTo) {
            tensors.forEach(tensor -> tensor.moveTo(arena.at(tensor.offset())));
            boundTo = arena.address();
        }
    }

    /** Runs all steps from one on, up to another. */
    void run(int from, int to) {
        for (Step step : steps.subList(from, to)) {
            step.computation().execute(queue, step.arguments());
        }
        queue._wait();
    }

    /** Lets go of primitives and handles, which no garbage collector sees the size of. */
    @Override
    public void close() {
        for (Step step : steps) {
            step.computation().deallocate();
            step.arguments().deallocate();
        }
        tensors.forEach(Tensor::close);
        queue.deallocate();
    }
}
