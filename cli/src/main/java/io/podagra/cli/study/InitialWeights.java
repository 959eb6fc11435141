package io.podagra.cli.study;

import io.podagra.cli.settings.StudySettings;
import io.podagra.cli.settings.UserFolders;
import io.podagra.data.InvalidInputException;
import io.podagra.model.MemoryEstimate;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.ResNetVariant;
import io.podagra.model.training.TrainingSettings;
import io.podagra.model.tuning.Parameter;
import io.podagra.model.tuning.SearchSpace;
import io.podagra.model.tuning.TuningSettings;
import io.podagra.model.weights.BaseWeights;
import io.podagra.model.weights.ShippedWeights;
import io.podagra.model.weights.WeightFormat;
import io.podagra.pipeline.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What a study's networks begin with: random weights, or base weights learnt on other images. */
final class InitialWeights {
    /** Words for files that a user gets elsewhere and keeps in one folder. */
    private static final Map<String, Set<WeightFormat>> SOURCES =
            Map.of(
                    "keras", EnumSet.of(WeightFormat.KERAS_OLD, WeightFormat.KERAS_NEW),
                    "radimagenet",
                            EnumSet.of(WeightFormat.RADIMAGENET_H5, WeightFormat.RADIMAGENET_PT),
                    "torchvision", EnumSet.of(WeightFormat.TORCHVISION));

    private static final List<String> SUFFIXES =
            List.of(".h5", ".hdf5", ".safetensors", ".pth", ".pt");

    private static final String FROZEN = "training.stages.frozen";

    private final String name;
    private final Optional<BaseWeights> weights;

    private InitialWeights(String name, Optional<BaseWeights> weights) {
        this.name = name;
        this.weights = weights;
    }

    /**
     * @param base {@code random}, {@code podagra}, {@code keras}, {@code radimagenet}, {@code
     *     torchvision}, or the path of a file
     * @throws InvalidInputException if there is no such file, or it does not fit
     */
    static InitialWeights of(String base) throws IOException {
        if (base.equals(StudySettings.RANDOM_BASE)) {
            return new InitialWeights(base, Optional.empty());
        }
        if (base.equals(StudySettings.SHIPPED_BASE)) {
            return new InitialWeights(base, Optional.of(ShippedWeights.read()));
        }
        if (SOURCES.containsKey(base)) {
            return new InitialWeights(base, Optional.of(kept(base, UserFolders.weights())));
        }
        Path file = Path.of(base);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "base is '%s', which is no file; give random, podagra, keras, radimagenet, torchvision, or the path of a file of weights"
                            .formatted(base));
        }
        return new InitialWeights(
                file.getFileName().toString(), Optional.of(BaseWeights.read(file)));
    }

    /** The one file of a source in the folder. */
    static BaseWeights kept(String source, Path folder) throws IOException {
        BaseWeights found = null;
        String unreadable = "";
        for (Path file : files(folder)) {
            BaseWeights candidate;
            try {
                candidate = BaseWeights.read(file);
            } catch (InvalidInputException exception) { // of another network, or damaged
                unreadable = " (" + exception.getMessage() + ")";
                continue;
            }
            if (!SOURCES.get(source).contains(candidate.format())) {
                continue;
            }
            if (found != null) {
                throw new InvalidInputException(
                        "%s: holds several files of %s; give the path of one as base"
                                .formatted(folder, source));
            }
            found = candidate;
        }
        if (found == null) {
            throw new InvalidInputException(
                    "%s: holds no ResNet-50 of %s; README.md tells where to get it; put it there, or give its path as base%s"
                            .formatted(folder, source, unreadable));
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private ResNetVariant variant() {
        return weights.map(BaseWeights::variant).orElse(ResNetVariant.PODAGRA);
    }

    /** A network that begins with them; its head begins at random. */
    ComputationGraph network(int imageSize, TrainingSettings settings, long seed) {
        ComputationGraph network = ResNet50Graph.create(imageSize, variant(), settings, seed);
        weights.ifPresent(base -> base.copyInto(network));
        return network;
    }

    /**
     * The settings with all that follows from the weights: the normalisation, and a path that holds
     * wherever the run is resumed from.
     *
     * @throws InvalidInputException if a part of the network that is to stay as it is has random
     *     weights, or training would not fit into memory
     */
    StudySettings settingsFor(StudySettings given) {
        TrainingSettings training = given.training();
        boolean keeps =
                training.stages().frozen() > 0
                        || training.batchNorm() == TrainingSettings.BatchNormStatistics.FREEZE;
        if (weights.isEmpty() && keeps) {
            throw new InvalidInputException(
                    "base is random, and training.stages.frozen or training.batchNorm keeps a part"
                            + " of the network as it begins; give a base, or train all of it");
        }
        memory(given).requireFits();
        StudySettings settings = searchable(given).normalisedFor(normalisation());
        return isFile()
                ? settings.withBase(Path.of(given.base()).toAbsolutePath().toString())
                : settings;
    }

    private MemoryEstimate memory(StudySettings settings) {
        return MemoryEstimate.of(settings.image().size(), variant(), settings.training());
    }

    /** Random weights cannot be frozen: where nobody chose how many are, that is not searched. */
    private StudySettings searchable(StudySettings settings) {
        TuningSettings tuning = settings.tuning();
        Map<String, Parameter> parameters = new LinkedHashMap<>(tuning.space().parameters());
        if (weights.isPresent()
                || !parameters.remove(FROZEN, SearchSpace.defaults().parameters().get(FROZEN))) {
            return settings;
        }
        return settings.withTuning(tuning.withSpace(new SearchSpace(parameters)));
    }

    /**
     * Refuses trials at the same time for which there is no memory.
     *
     * @throws InvalidInputException telling how many there is memory for
     */
    void requireRoom(StudySettings settings) {
        TuningSettings tuning = settings.tuning();
        Parameter batches = tuning.space().parameters().get("training.batchSize");
        int largest =
                batches == null
                        ? settings.training().batchSize()
                        : batches.extremes().stream()
                                .mapToInt(value -> Integer.parseInt(String.valueOf(value)))
                                .max()
                                .orElseThrow();
        memory(settings).withBatchSize(largest).requireFits(tuning.parallel());
    }

    /** What a user should know of settings that go against the weights. */
    Optional<String> warning(StudySettings settings) {
        Normalisation chosen = settings.image().normalisation();
        return weights.isPresent() && chosen != normalisation()
                ? Optional.of(
                        "image.normalisation is %s, but %s saw %s; auto takes theirs"
                                .formatted(
                                        chosen.name().toLowerCase(Locale.ROOT),
                                        words(),
                                        normalisation().words()))
                : Optional.empty();
    }

    private boolean isFile() {
        return weights.isPresent()
                && !name.equals(StudySettings.SHIPPED_BASE)
                && !SOURCES.containsKey(name);
    }

    /** What the image's values have to be. */
    Normalisation normalisation() {
        return weights.map(BaseWeights::normalisation).orElse(Normalisation.RANGE);
    }

    /** What a model says of them. */
    ModelMetadata.Base description() {
        return new ModelMetadata.Base(
                name,
                weights.map(base -> base.format().words()),
                weights.map(BaseWeights::sha256),
                weights.flatMap(BaseWeights::licence),
                weights.map(BaseWeights::synthetic).orElse(false));
    }

    /** For a reader of a report. */
    String words() {
        if (name.equals(StudySettings.SHIPPED_BASE)) {
            return "Podagra's base weights, learnt from synthetic images";
        }
        return weights.map(
                        base ->
                                "base weights %s (%s, %s%s)"
                                        .formatted(
                                                name,
                                                base.format().words(),
                                                base.publishedName().orElse("not a known file"),
                                                base.synthetic()
                                                        ? ", learnt from synthetic images"
                                                        : ""))
                .orElse("random initial weights");
    }

    /** What a reader of any figure must know of them; nothing of weights learnt on real images. */
    Optional<String> caution() {
        if (weights.isEmpty()) {
            return Optional.of(
                    "The networks were trained from random weights, not from weights learnt on"
                        + " other images. A ResNet-50 has 23.6 million weights and learns little"
                        + " from a few hundred images, so these figures say more about the small"
                        + " training set than about the methods.");
        }
        if (weights.get().synthetic()) {
            return Optional.of(
                    "The networks began with weights learnt from synthetic images. For a study of"
                        + " patients, weights learnt from photographs (ImageNet) or radiological"
                        + " images (RadImageNet) are the usual choice.");
        }
        return weights.flatMap(BaseWeights::caution)
                .map(caution -> "The networks began with " + words() + ": " + caution + ".");
    }
}
