package io.podagra.model;

import io.podagra.data.InvalidInputException;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerType;

/**
 * A zip of Deeplearning4j's that Podagra did not write: what it does not say of its use is assumed,
 * and said.
 */
final class PlainZip {
    /** What published ResNet-50s were trained with; the configuration does not tell. */
    private static final int SIZE = 224;

    /**
     * Normalisers that are read: those of images, which are a few numbers. Others hold arrays of
     * whatever length they say, and a custom one names a class to be loaded.
     */
    private static final Set<String> KNOWN =
            Set.of(NormalizerType.IMAGE_MIN_MAX.toString(), NormalizerType.IMAGE_VGG16.toString());

    private PlainZip() {}

    /** How it is used. */
    static ModelUse use(ModelArchive archive) {
        return new ModelUse(
                "unknown",
                List.of(),
                new ImageSettings(SIZE),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        "It has no %s, so it is none of Podagra's: its second output is taken for the probability of abnormal."
                                .formatted(ModelZip.METADATA),
                        "Images are padded to a square of %d pixels and are not masked."
                                .formatted(SIZE),
                        archive.has(ModelSerializer.NORMALIZER_BIN)
                                ? "Values are normalised as its %s says."
                                        .formatted(ModelSerializer.NORMALIZER_BIN)
                                : "It has no %s: values are normalised to %s."
                                        .formatted(
                                                ModelSerializer.NORMALIZER_BIN,
                                                Normalisation.RANGE.words()),
                        "It has no operating point, so there are scores and no calls, and it does"
                                + " not say which views it is for."));
    }

    /**
     * The normaliser that it brings, else that of the assumption.
     *
     * @throws InvalidInputException if it is damaged, or of a kind that is not read
     */
    static DataNormalization normalisation(ModelArchive archive) {
        Optional<byte[]> bytes = archive.text(ModelSerializer.NORMALIZER_BIN);
        if (bytes.isEmpty()) {
            return Normalisers.of(Normalisation.RANGE);
        }
        try {
            String kind = kind(bytes.get());
            if (!KNOWN.contains(kind)) {
                throw new IOException("its kind is '%s'".formatted(kind));
            }
            return NormalizerSerializer.getDefault().restore(new ByteArrayInputStream(bytes.get()));
        } catch (Exception exception) { // the serializer declares no less
            throw new InvalidInputException(
                    "%s: its %s cannot be read (%s); give it ND4J's ImagePreProcessingScaler or VGG16ImagePreProcessor, or none"
                            .formatted(
                                    archive.shownAs(),
                                    ModelSerializer.NORMALIZER_BIN,
                                    exception.getMessage()),
                    exception);
        }
    }

    /** As {@link NormalizerSerializer} writes it: a word, a version, the kind. */
    private static String kind(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.readUTF();
        in.readInt();
        return in.readUTF();
    }
}
