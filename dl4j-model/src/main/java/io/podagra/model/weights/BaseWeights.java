package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Sha256;
import io.podagra.model.ResNetVariant;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Weights of a ResNet-50 without its head, to begin a training with: those of Keras, RadImageNet,
 * torchvision or timm, of a model zip, or what {@link #write} wrote. About 100 MB of memory.
 */
public final class BaseWeights {
    /** Key of the metadata: {@code true} if the weights were learnt from phantom images. */
    static final String SYNTHETIC = "synthetic";

    private static final String FORMAT = "format";
    private static final String FORMAT_NAME = "podagra.base/1";

    private final WeightFormat format;
    private final ResNetVariant variant;
    private final Normalisation normalisation;
    private final String sha256;
    private final Optional<String> publishedName;
    private final Map<String, String> metadata;
    private final int tensorsInFile;
    private final Map<String, Tensor> trunk;

    private BaseWeights(
            Path file,
            WeightFormat format,
            NamedTensors content,
            String sha256,
            Optional<String> publishedName) {
        this.format = format;
        this.variant = VariantMetadata.variant(file, content.metadata(), format.variant());
        this.normalisation =
                VariantMetadata.normalisation(file, content.metadata(), format.normalisation());
        this.sha256 = sha256;
        this.publishedName = publishedName;
        Map<String, String> said = new LinkedHashMap<>(content.metadata());
        said.remove(KerasFile.ROOT);
        this.metadata = Map.copyOf(said);
        this.tensorsInFile = content.tensors().size();
        this.trunk = Fit.trunk(file, format, content.tensors());
    }

    /**
     * Reads weights. What they are is told by the content, not by the file's name.
     *
     * @throws InvalidInputException if the file is missing, damaged, of another network (the
     *     message tells the missing, unknown and misshapen tensors), or holds numbers that are no
     *     weights
     * @throws IOException if it cannot be read
     */
    public static BaseWeights read(Path file) throws IOException {
        FileKind kind = FileKind.of(file);
        NamedTensors content = kind.read(file);
        String sha256 = Sha256.of(file);
        return of(file, kind, content, sha256, PublishedWeights.name(file, sha256));
    }

    /** As {@link #read}, of what was read. */
    static BaseWeights of(
            Path file,
            FileKind kind,
            NamedTensors content,
            String sha256,
            Optional<String> publishedName) {
        WeightFormat format =
                WeightFormat.of(content, kind).orElseThrow(() -> unknown(file, content));
        return new BaseWeights(file, format, content, sha256, publishedName);
    }

    /**
     * Writes the trunk of a network, small: kernels in 8 bits, with a scale for each output
     * channel, so that a weight is off by at most half of 1/127 of its channel's largest; all else
     * in 32 bits. A safetensors file of about 24 MB; it appears when it is whole.
     *
     * @param normalisation of the input that the network was trained with
     * @param metadata further facts, such as how the weights came about
     * @throws IllegalArgumentException if the graph is no ResNet-50
     * @throws IOException if the file cannot be written; an older one is then unchanged
     */
    public static void write(
            Path file,
            ComputationGraph network,
            Normalisation normalisation,
            Map<String, String> metadata)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(
                VariantMetadata.of(
                        ResNetVariant.of(network.getConfiguration()), Optional.of(normalisation)));
        all.put(FORMAT, FORMAT_NAME);
        SafetensorsWriter writer = new SafetensorsWriter(all);
        String kernel = "/" + Parameter.KERNEL.zoo();
        Trunk.of(network)
                .forEach(
                        (name, tensor) -> {
                            if (name.endsWith(kernel)) {
                                writer.addI8(name, tensor);
                            } else {
                                writer.addF32(name, tensor);
                            }
                        });
        writer.write(file);
    }

    /** Whose weights they are. */
    public WeightFormat format() {
        return format;
    }

    /** The variant of the network they were trained in, and work in. */
    public ResNetVariant variant() {
        return variant;
    }

    /** The normalisation of the input that they were trained with, as far as the source tells. */
    public Normalisation normalisation() {
        return normalisation;
    }

    /** What was assumed where the source does not tell, in a sentence; empty if nothing was. */
    public Optional<String> caution() {
        if (format == WeightFormat.RADIMAGENET_H5) {
            return Optional.of(
                    "RadImageNet's own sources disagree on the input (its issue 18); Keras's is"
                            + " assumed");
        }
        if (format == WeightFormat.MODEL_ZIP && !VariantMetadata.tellsNormalisation(metadata)) {
            return Optional.of(
                    "a zip of Deeplearning4j does not tell its input; -1 to 1 is assumed");
        }
        return Optional.empty();
    }

    /** Whether they were learnt from phantom images, wholly or after others, as far as is known. */
    public boolean synthetic() {
        return format == WeightFormat.PODAGRA_BASE || Boolean.parseBoolean(metadata.get(SYNTHETIC));
    }

    /** Checksum of the file, 64 hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Name of the published file; empty if it is none of those whose checksum is known. */
    public Optional<String> publishedName() {
        return publishedName;
    }

    /** Under which licence they may be passed on; empty where Podagra does not know. */
    public Optional<String> licence() {
        return publishedName.flatMap(PublishedWeights::licence);
    }

    /** What the file says about itself; formats other than Podagra's say little. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Number of tensors of the file, with those of its head. */
    public int tensorsInFile() {
        return tensorsInFile;
    }

    /** Number of weights of the trunk as the network counts them, with biases and statistics. */
    public long parameters() {
        return trunk.values().stream().mapToLong(tensor -> tensor.values().length).sum();
    }

    /** The weights under the zoo's names and in its layout. */
    Map<String, Tensor> trunk() {
        return trunk;
    }

    /**
     * Sets every convolution and batch norm of a network, and leaves its head as it is.
     *
     * @throws IllegalArgumentException if the network is no ResNet-50 of {@link #variant()}: the
     *     weights would load and give other activations
     */
    public void copyInto(ComputationGraph network) {
        ResNetVariant itsVariant = ResNetVariant.of(network.getConfiguration());
        if (!itsVariant.equals(variant)) {
            throw new IllegalArgumentException(
                    "the network has %s, the weights need %s"
                            .formatted(itsVariant.words(), variant.words()));
        }
        Trunk.copy(trunk, network);
    }

    private static InvalidInputException unknown(Path file, NamedTensors content) {
        String names =
                content.tensors().keySet().stream()
                        .limit(3)
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("none");
        return new InvalidInputException(
                "%s: its %d tensors (%s, ...) have the names of no ResNet-50%s; give the weights of a ResNet-50"
                        .formatted(
                                file,
                                content.tensors().size(),
                                names,
                                OtherNetworks.guess(content.tensors())
                                        .map(name -> ", it looks like " + name)
                                        .orElse("")));
    }
}
