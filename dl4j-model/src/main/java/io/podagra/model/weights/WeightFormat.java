package io.podagra.model.weights;

import static io.podagra.pipeline.Normalisation.CAFFE;
import static io.podagra.pipeline.Normalisation.RANGE;
import static io.podagra.pipeline.Normalisation.TORCH;

import io.podagra.model.ResNetVariant;
import io.podagra.pipeline.Normalisation;
import java.util.Optional;

/**
 * Whose weights a file holds. It is told by the names of the tensors, never by the name of the
 * file, and decides what the weights' shapes do not show: the variant of the network and the
 * normalisation of its input.
 */
public enum WeightFormat {
    /** Keras before keras-applications 1.0.8. */
    KERAS_OLD("Keras, old layer names", Naming.KERAS_OLD, ResNetVariant.KERAS_OLD, CAFFE),

    /** Keras since keras-applications 1.0.8. */
    KERAS_NEW("Keras, new layer names", Naming.KERAS_NEW, ResNetVariant.KERAS_NEW, CAFFE),

    /**
     * RadImageNet's HDF5, or another whole model that Keras saved with the new names.
     *
     * <p>RadImageNet's own sources disagree on the normalisation (its issue #18); Keras's own is
     * assumed here.
     */
    RADIMAGENET_H5(
            "Keras, whole model with new layer names, as RadImageNet's HDF5",
            Naming.KERAS_NEW,
            ResNetVariant.KERAS_NEW,
            CAFFE),

    /** Torchvision, and timm, whose resnet50 has the same names. */
    TORCHVISION("PyTorch, torchvision or timm", Naming.TORCH, ResNetVariant.TORCH, TORCH),

    /** RadImageNet's PyTorch weights. */
    RADIMAGENET_PT(
            "PyTorch, RadImageNet's backbone", Naming.TORCH_SEQUENTIAL, ResNetVariant.TORCH, RANGE),

    /** What {@link BaseWeights#write} writes; the file tells its variant and normalisation. */
    PODAGRA_BASE("Podagra's base weights", Naming.ZOO, ResNetVariant.PODAGRA, RANGE),

    /** A model zip of Podagra or Deeplearning4j; its configuration tells the variant. */
    MODEL_ZIP("model zip of Podagra or Deeplearning4j", Naming.ZOO, ResNetVariant.PODAGRA, RANGE);

    private final String words;
    private final Naming naming;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final ResNetVariant variant;

    private final Normalisation normalisation;

    WeightFormat(String words, Naming naming, ResNetVariant variant, Normalisation normalisation) {
        this.words = words;
        this.naming = naming;
        this.variant = variant;
        this.normalisation = normalisation;
    }

    /** The format, for a reader of a report. */
    public String words() {
        return words;
    }

    /** The variant, where the file does not tell another. */
    public ResNetVariant variant() {
        return variant;
    }

    /** The normalisation, where the file does not tell another. */
    public Normalisation normalisation() {
        return normalisation;
    }

    Naming naming() {
        return naming;
    }

    /** Whether kernels are {@code [height, width, in, out]}. */
    boolean channelsLast() {
        return naming == Naming.KERAS_OLD || naming == Naming.KERAS_NEW;
    }

    /**
     * Whether the network saw red first. Podagra's images are blue, green, red, as Caffe's were.
     * RadImageNet's are grey, so that the order makes no difference.
     */
    boolean redFirst() {
        return this == TORCHVISION;
    }

    /** Whether convolutions may lack a bias, since a batch norm follows. */
    boolean biasOptional() {
        return naming == Naming.TORCH || naming == Naming.TORCH_SEQUENTIAL;
    }

    /** The format of what a file holds; empty if it is none of them. */
    static Optional<WeightFormat> of(NamedTensors file, FileKind kind) {
        return Naming.of(file)
                .map(
                        naming ->
                                switch (naming) {
                                    case ZOO ->
                                            kind == FileKind.MODEL_ZIP ? MODEL_ZIP : PODAGRA_BASE;
                                    case KERAS_OLD -> KERAS_OLD;
                                    case KERAS_NEW ->
                                            isWholeModel(file) ? RADIMAGENET_H5 : KERAS_NEW;
                                    case TORCH -> TORCHVISION;
                                    case TORCH_SEQUENTIAL -> RADIMAGENET_PT;
                                });
    }

    private static boolean isWholeModel(NamedTensors file) {
        return KerasFile.WHOLE_MODEL.equals(file.metadata().get(KerasFile.ROOT));
    }
}
