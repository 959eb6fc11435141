package io.podagra.model.weights;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ResNetVariant;
import io.podagra.model.ResNetVariant.DownsamplingAt;
import io.podagra.pipeline.Normalisation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The variant of the network and the normalisation of its input, as the metadata of a file. */
final class VariantMetadata {
    private static final String DOWNSAMPLING = "podagra.downsampling";
    private static final String POOL_PADDING = "podagra.poolPadding";
    private static final String EPSILON = "podagra.epsilon";
    private static final String NORMALISATION = "podagra.normalisation";

    private VariantMetadata() {}

    /**
     * @param normalisation empty if it is not known
     */
    static Map<String, String> of(ResNetVariant variant, Optional<Normalisation> normalisation) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(DOWNSAMPLING, word(variant.downsampling()));
        metadata.put(POOL_PADDING, String.valueOf(variant.poolPadding()));
        metadata.put(EPSILON, String.valueOf(variant.epsilon()));
        normalisation.ifPresent(known -> metadata.put(NORMALISATION, word(known)));
        return metadata;
    }

    /** Whether the file tells the normalisation. */
    static boolean tellsNormalisation(Map<String, String> metadata) {
        return metadata.containsKey(NORMALISATION);
    }

    /**
     * @throws InvalidInputException if a value has no sense
     */
    static ResNetVariant variant(Path file, Map<String, String> metadata, ResNetVariant fallback) {
        if (!metadata.containsKey(DOWNSAMPLING)) {
            return fallback;
        }
        DownsamplingAt downsampling =
                value(file, metadata, DOWNSAMPLING, word -> DownsamplingAt.valueOf(upper(word)));
        int padding = value(file, metadata, POOL_PADDING, Integer::valueOf);
        double epsilon = value(file, metadata, EPSILON, Double::valueOf);
        try {
            return new ResNetVariant(downsampling, padding, epsilon);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "%s: its metadata make no variant of ResNet-50 (%s); fetch it again"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * @throws InvalidInputException if the value has no sense
     */
    static Normalisation normalisation(
            Path file, Map<String, String> metadata, Normalisation fallback) {
        return tellsNormalisation(metadata)
                ? value(file, metadata, NORMALISATION, word -> Normalisation.valueOf(upper(word)))
                : fallback;
    }

    private static <T> T value(
            Path file, Map<String, String> metadata, String key, Function<String, T> parser) {
        String text = metadata.getOrDefault(key, "");
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "%s: its metadata '%s' is '%s', which this release does not know; use the release that made it"
                            .formatted(file, key, text),
                    e);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
