package io.podagra.model.onednn;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** The gradients of vertices' outputs in a backward pass, each the sum of what its readers give. */
final class Gradients {
    private final Program program;
    private final Trunk trunk;
    private final Map<String, Gradient> gradients = new HashMap<>();

    /**
     * @param owned whether nobody else reads the tensor, so that it can be overwritten
     */
    private record Gradient(Tensor tensor, boolean owned) {}

    Gradients(Program program, Trunk trunk) {
        this.program = program;
        this.trunk = trunk;
    }

    /** Whether a vertex's gradient is needed: not the images', not that of what is frozen. */
    boolean isNeeded(String vertex) {
        return !vertex.equals(trunk.input()) && !trunk.frozen().contains(vertex);
    }

    Tensor of(String vertex) {
        return gradients.get(vertex).tensor();
    }

    /** Lets a vertex have another's gradient: the two are computed in one step. */
    void share(String from, String to) {
        gradients.put(to, gradients.get(from));
    }

    /** Takes in a part of a vertex's gradient that nobody else reads. */
    void add(String vertex, Tensor part) {
        add(vertex, part, true);
    }

    /** Takes in a part of a vertex's gradient that others read, too. */
    void addShared(String vertex, Tensor part) {
        add(vertex, part, false);
    }

    private void add(String vertex, Tensor part, boolean owned) {
        if (!isNeeded(vertex)) {
            return;
        }
        Gradient before = gradients.get(vertex);
        if (before == null) {
            gradients.put(vertex, new Gradient(part, owned));
            return;
        }
        Tensor other = program.in(part.layout(), before.tensor());
        Tensor sum = owned ? part : program.tensor(part.layout());
        Primitives.addSum(program, part, other, sum, false);
        gradients.put(vertex, new Gradient(sum, true));
    }

    /** A vertex's gradient where its ReLU's result is positive, and 0 elsewhere. */
    Tensor masked(String vertex, Tensor result) {
        memory.desc layout = result.layout();
        eltwise_backward.primitive_desc description = Primitives.rectificationBackward(layout);
        Gradient gradient = gradients.get(vertex);
        Tensor before = program.in(layout, gradient.tensor());
        boolean own = gradient.owned() || before != gradient.tensor();
        Tensor after = own ? before : program.tensor(layout);
        program.add(
                new eltwise_backward(description),
                description,
                dnnl.DNNL_ARG_SRC,
                result,
                dnnl.DNNL_ARG_DIFF_DST,
                before,
                dnnl.DNNL_ARG_DIFF_SRC,
                after);
        return after;
    }
}
