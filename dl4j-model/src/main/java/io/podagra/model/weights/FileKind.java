package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ModelEntries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The kind of file that weights are in, told by its first bytes. */
enum FileKind {
    SAFETENSORS,
    TORCH_ZIP,
    HDF5,
    MODEL_ZIP;

    private static final int START = 16;
    private static final byte[] HDF5_START = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final byte[] ZIP_START = {'P', 'K', 3, 4};

    /** Protocol 2, a long of ten bytes: torch.serialization.MAGIC_NUMBER. */
    private static final byte[] LEGACY_TORCH_START = {
        (byte) 0x80, 2, (byte) 0x8a, 0x0a, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46
    };

    /** Of a JSON object after the eight bytes of its length. */
    private static final int SAFETENSORS_BRACE = 8;

    /**
     * The kind of a file.
     *
     * @throws InvalidInputException if it is none that weights are read from
     * @throws IOException if it cannot be read
     */
    static FileKind of(Path file) throws IOException {
        byte[] start = start(file);
        if (startsWith(start, HDF5_START)) {
            return HDF5;
        }
        if (startsWith(start, ZIP_START)) {
            return zip(file);
        }
        if (startsWith(start, LEGACY_TORCH_START)) {
            throw new InvalidInputException(
                    "%s: it is in PyTorch's format from before release 1.6, which is not read; load it in PyTorch and save it again: torch.save(torch.load(OLD), NEW)"
                            .formatted(file));
        }
        if (start.length > SAFETENSORS_BRACE && start[SAFETENSORS_BRACE] == '{') {
            return SAFETENSORS;
        }
        throw new InvalidInputException(
                "%s: it is no file of weights that can be read; give one of Keras or RadImageNet (.h5), of torchvision, timm or RadImageNet (.pth, .pt, .safetensors), or a model zip"
                        .formatted(file));
    }

    /** What the file holds. */
    NamedTensors read(Path file) throws IOException {
        return switch (this) {
            case SAFETENSORS -> SafetensorsFile.read(file);
            case TORCH_ZIP -> TorchFile.read(file);
            case HDF5 -> KerasFile.read(file);
            case MODEL_ZIP -> NetworkZip.read(file);
        };
    }

    private static byte[] start(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "%s: there is no such file; give the path of a file of weights"
                            .formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    private static FileKind zip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry(ModelEntries.BUNDLE) != null) {
                throw new InvalidInputException(
                        "%s: it is a bundle of a model for each view, and a training begins with one; give one of them: the run's VIEW/model.zip, or what export --arm VIEW writes"
                                .formatted(file));
            }
            return zip.getEntry(NetworkZip.WEIGHTS) == null ? TORCH_ZIP : MODEL_ZIP;
        } catch (ZipException e) {
            throw new InvalidInputException(
                    "%s: as a zip it is damaged or truncated (%s); fetch it again"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length
                && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
