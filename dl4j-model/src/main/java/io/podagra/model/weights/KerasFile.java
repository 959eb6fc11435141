package io.podagra.model.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.podagra.data.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the HDF5 files of Keras 1 and 2: a group for each layer, at the root or, in a file of a
 * whole model, in {@code model_weights}, whose attribute {@code weight_names} tells its arrays in
 * order (keras/engine/saving.py).
 *
 * <p>The names of arrays differ between releases, their order does not. So they are called by what
 * they are: {@code LAYER/kernel} and {@code bias}, or {@code gamma}, {@code beta}, {@code mean} and
 * {@code variance}.
 */
final class KerasFile {
    /** Key of the metadata: where the layers were. */
    static final String ROOT = "root";

    /** The group of the layers in a file of a whole model. */
    static final String WHOLE_MODEL = "model_weights";

    private static final String NAMES = "weight_names";
    private static final Map<Integer, List<String>> ROLES =
            Map.of(
                    1, List.of("kernel"),
                    2, List.of("kernel", "bias"),
                    4, List.of("gamma", "beta", "mean", "variance"));
    private static final int MOST_OF_A_LAYER = 4;

    private KerasFile() {}

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no such file, or is damaged
     */
    static NamedTensors read(Path file) {
        try (HdfFile hdf = new HdfFile(file)) {
            Node model = hdf.getChild(WHOLE_MODEL);
            Group root = model instanceof Group group ? group : hdf;
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Node node : root) {
                if (node instanceof Group group) {
                    addLayers(group, tensors);
                }
            }
            if (tensors.isEmpty()) {
                throw new InvalidInputException(
                        "%s: it is HDF5 but has no layer with the attribute %s, which Keras 1 and 2 write (Keras 3: model.save_weights of a .h5 file); give such a file"
                                .formatted(file, NAMES));
            }
            return new NamedTensors(
                    tensors, List.of(), Map.of(ROOT, root == hdf ? "/" : WHOLE_MODEL));
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) { // jhdf's own, and those of buffers that end too early
            String what = e instanceof HdfException ? e.getMessage() : e.toString();
            throw new InvalidInputException(
                    "%s: as an HDF5 file it is damaged or truncated (%s); fetch it again"
                            .formatted(file, what),
                    e);
        }
    }

    private static void addLayers(Group group, Map<String, Tensor> tensors) {
        Map<String, List<Dataset>> layers = new LinkedHashMap<>();
        List<String> names = weightNames(group);
        for (String name : names) {
            // A model within a model is one group; there the array's own group names the layer.
            String[] path = name.split("/", -1);
            String layer =
                    names.size() > MOST_OF_A_LAYER && path.length > 1
                            ? path[path.length - 2]
                            : group.getName();
            layers.computeIfAbsent(layer, key -> new ArrayList<>())
                    .add(group.getDatasetByPath(name));
        }
        layers.forEach((layer, arrays) -> addArrays(layer, arrays, tensors));
    }

    private static void addArrays(String layer, List<Dataset> arrays, Map<String, Tensor> tensors) {
        List<String> roles = ROLES.getOrDefault(arrays.size(), List.of());
        for (int index = 0; index < arrays.size(); index++) {
            String role = roles.isEmpty() ? String.valueOf(index) : roles.get(index);
            tensors.put(layer + "/" + role, tensor(arrays.get(index)));
        }
    }

    private static Tensor tensor(Dataset array) {
        List<Long> shape =
                Arrays.stream(array.getDimensions()).mapToObj(side -> (long) side).toList();
        Object values = array.getDataFlat();
        if (values instanceof float[] floats) {
            return new Tensor(shape, floats);
        }
        if (values instanceof double[] doubles) {
            float[] floats = new float[doubles.length];
            for (int index = 0; index < floats.length; index++) {
                floats[index] = (float) doubles[index];
            }
            return new Tensor(shape, floats);
        }
        throw new IllegalArgumentException(
                "%s holds %s, expected floating-point numbers"
                        .formatted(array.getPath(), array.getJavaType().getSimpleName()));
    }

    private static List<String> weightNames(Group group) {
        Attribute names = group.getAttribute(NAMES);
        if (names == null || names.isEmpty()) {
            return List.of();
        }
        Object data = names.getData();
        return data instanceof Object[] several
                ? Arrays.stream(several).map(Object::toString).toList()
                : List.of(data.toString());
    }
}
