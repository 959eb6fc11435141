package io.podagra.model.weights;

import io.podagra.data.CheckedZipEntry;
import io.podagra.data.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads what {@code torch.save} of a state dict writes since PyTorch 1.6: a zip with a pickle,
 * {@code ROOT/data.pkl}, that describes the tensors, and their numbers in {@code ROOT/data/KEY}
 * (torch/serialization.py, {@code _save}). A state dict inside a checkpoint, under {@code
 * state_dict}, and names that {@code DataParallel} began with {@code module.} are accepted.
 */
final class TorchFile {
    private static final String PICKLE = "data.pkl";
    private static final String PARALLEL = "module.";

    /** That of ResNet-50 has 40 kB. */
    private static final int LARGEST_PICKLE = 16 << 20;

    private final Path file;
    private final ZipFile zip;
    private final String root;
    private final SizeLimit size;

    private TorchFile(Path file, ZipFile zip, String root) {
        this.file = file;
        this.zip = zip;
        this.root = root;
        this.size = new SizeLimit(file);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no such file, is damaged, or asks for other classes
     *     than those of tensors
     * @throws IOException if it cannot be read
     */
    static NamedTensors read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry pickle =
                    Collections.list(zip.entries()).stream()
                            .filter(entry -> entry.getName().endsWith("/" + PICKLE))
                            .findFirst()
                            .orElseThrow(() -> damaged(file, "it has no " + PICKLE, null));
            String name = pickle.getName();
            String root = name.substring(0, name.length() - PICKLE.length());
            return new TorchFile(file, zip, root).tensors(pickle);
        } catch (ZipException e) {
            throw damaged(file, e.getMessage(), e);
        } catch (EOFException e) {
            throw damaged(file, "it ends too early", e);
        }
    }

    private NamedTensors tensors(ZipEntry pickle) throws IOException {
        requireLittleEndian();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (Map.Entry<?, ?> entry : stateDict(unpickled(pickle)).entrySet()) {
            String name = String.valueOf(entry.getKey());
            name = name.startsWith(PARALLEL) ? name.substring(PARALLEL.length()) : name;
            if (entry.getValue() instanceof TorchTensor tensor
                    && tensor.storage().type().isFloatingPoint()) {
                tensors.put(name, tensor(name, tensor));
            } else {
                others.add(name);
            }
        }
        return new NamedTensors(tensors, others, Map.of());
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(root + "byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                String word = new String(in.readNBytes(16), StandardCharsets.US_ASCII).strip();
                if (!word.equals("little")) {
                    throw new InvalidInputException(
                            "%s: its numbers are in byte order '%s', expected little; save it on another machine"
                                    .formatted(file, word));
                }
            }
        }
    }

    private Object unpickled(ZipEntry pickle) throws IOException {
        if (pickle.getSize() > LARGEST_PICKLE) {
            throw damaged(file, "its " + PICKLE + " is too large", null);
        }
        try (InputStream in = zip.getInputStream(pickle)) {
            return new TorchUnpickler().load(in.readNBytes(LARGEST_PICKLE));
        } catch (TorchUnpickler.ForeignClassException e) {
            throw new InvalidInputException(
                    "%s: it holds a Python object of class %s, which is not read since doing so could run its code; save the state_dict alone: torch.save(model.state_dict(), FILE)"
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IOException | RuntimeException e) { // the many that a pickle without sense raises
            throw damaged(file, "its %s cannot be read: %s".formatted(PICKLE, e.getMessage()), e);
        }
    }

    private Map<?, ?> stateDict(Object root) {
        if (root instanceof Map<?, ?> map) {
            return map.get("state_dict") instanceof Map<?, ?> inner ? inner : map;
        }
        throw new InvalidInputException(
                "%s: it holds no dictionary of tensors; save it by torch.save(model.state_dict(), FILE)"
                        .formatted(file));
    }

    private Tensor tensor(String name, TorchTensor tensor) throws IOException {
        TorchTensor.Storage storage = tensor.storage();
        ZipEntry entry = zip.getEntry(root + "data/" + storage.key());
        if (entry == null || entry.getSize() != storage.bytes()) {
            throw damaged(file, "the numbers of " + name + " are not all there", null);
        }
        size.add(storage.elements());
        try (InputStream in = new CheckedZipEntry(zip.getInputStream(entry), entry)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(storage.bytes()));
            if (in.read() != -1) { // where it ends, its check sum is compared
                throw damaged(file, name + " has more numbers than it says", null);
            }
            return tensor.gather(storage.type().toFloats(bytes));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(file, "%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static InvalidInputException damaged(Path file, String what, Exception cause) {
        return new InvalidInputException(
                "%s: as a PyTorch file it is damaged or truncated (%s); fetch it again"
                        .formatted(file, what),
                cause);
    }
}
