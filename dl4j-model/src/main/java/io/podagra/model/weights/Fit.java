package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Takes the trunk of ResNet-50 out of a file's tensors, or says why they are not its. */
final class Fit {
    private static final int SHOWN = 4;

    /** Layers after the pooling, as publishers and users call them; each user has other classes. */
    private static final Pattern HEAD =
            Pattern.compile(
                    "(fc|fc1000|predictions|probs|top|head|output|classifier|dense)([._/].*)?");

    private final Path file;
    private final WeightFormat format;
    private final Map<String, Tensor> source;
    private final Map<String, Tensor> trunk = new LinkedHashMap<>();
    private final Set<String> extra;
    private final List<String> missing = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();
    private int expected;

    private Fit(Path file, WeightFormat format, Map<String, Tensor> source) {
        this.file = file;
        this.format = format;
        this.source = source;
        this.extra = new TreeSet<>(source.keySet());
    }

    /**
     * The trunk under the zoo's names and in its layout.
     *
     * @throws InvalidInputException if tensors are missing, unknown or of another shape, or hold
     *     what is no weight
     */
    static Map<String, Tensor> trunk(Path file, WeightFormat format, Map<String, Tensor> source) {
        Fit fit = new Fit(file, format, source);
        for (TrunkLayer layer : TrunkLayer.all()) {
            for (Parameter parameter : Parameter.values()) {
                fit.take(layer, parameter);
            }
        }
        fit.extra.removeIf(name -> HEAD.matcher(name).matches());
        fit.requireFit();
        return fit.trunk;
    }

    private void take(TrunkLayer layer, Parameter parameter) {
        String name = format.naming().of(layer, parameter);
        Tensor tensor = source.get(name);
        extra.remove(name);
        List<Long> shape = parameter.shape(layer);
        if (tensor == null && parameter == Parameter.BIAS && format.biasOptional()) {
            trunk.put(parameter.name(layer), new Tensor(shape, new float[layer.outputs()]));
            return;
        }
        expected++;
        boolean transposed = parameter == Parameter.KERNEL && format.channelsLast();
        List<Long> inFile = transposed ? Kernels.channelsLast(shape) : shape;
        if (tensor == null) {
            missing.add(name);
        } else if (!tensor.shape().equals(inFile)) {
            misshapen.add("%s is %s, expected %s".formatted(name, tensor.shape(), inFile));
        } else {
            Tensor kernel = transposed ? Kernels.channelsFirst(tensor) : tensor;
            boolean reversed = parameter == Parameter.KERNEL && layer.isStem() && format.redFirst();
            trunk.put(parameter.name(layer), reversed ? Kernels.reverseInputs(kernel) : kernel);
            requireWeights(name, parameter, tensor.values());
        }
    }

    private void requireWeights(String name, Parameter parameter, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value) || (parameter == Parameter.VARIANCE && value < 0)) {
                throw new InvalidInputException(
                        "%s: %s holds %s, expected %s; fetch the file again or train it anew"
                                .formatted(
                                        file,
                                        name,
                                        value,
                                        parameter == Parameter.VARIANCE
                                                ? "variances, finite and not negative"
                                                : "finite numbers"));
            }
        }
    }

    private void requireFit() {
        if (missing.isEmpty() && misshapen.isEmpty() && extra.isEmpty()) {
            return;
        }
        List<String> parts = new ArrayList<>();
        describe(missing, "missing", parts);
        describe(misshapen, "of another shape", parts);
        describe(List.copyOf(extra), "unknown", parts);
        Optional<String> other = OtherNetworks.guess(source);
        throw new InvalidInputException(
                "%s: its tensors (%s) are not those of a ResNet-50, of which it should have %d: %s%s; give the weights of a ResNet-50"
                        .formatted(
                                file,
                                format.words(),
                                expected,
                                String.join("; ", parts),
                                other.map(name -> "; it looks like " + name).orElse("")));
    }

    private static void describe(List<String> names, String what, List<String> parts) {
        if (!names.isEmpty()) {
            String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
            parts.add(
                    "%d %s (%s%s)"
                            .formatted(
                                    names.size(),
                                    what,
                                    shown,
                                    names.size() > SHOWN ? ", ..." : ""));
        }
    }
}
