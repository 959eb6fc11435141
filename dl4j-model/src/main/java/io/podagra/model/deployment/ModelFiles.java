package io.podagra.model.deployment;

import io.podagra.data.InvalidInputException;
import io.podagra.model.ImageClassifier;
import io.podagra.model.ModelArchive;
import io.podagra.model.ModelCheck;
import io.podagra.model.ModelMetadata.OperatingPoint;
import io.podagra.model.ModelMetadata.PatientCall;
import io.podagra.model.ModelUse;
import io.podagra.model.fingerprint.Fingerprint;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Loads what is in a file: a model, or the models of a bundle. */
final class ModelFiles {
    private ModelFiles() {}

    /**
     * What a file holds.
     *
     * @param patientCall when a patient is called abnormal by all of them, if that is known
     */
    record Loaded(List<DeployedModel> models, Optional<PatientCall> patientCall) {}

    static Loaded load(Path file, ClassifierSettings settings) {
        try (ModelArchive archive = ModelArchive.open(file)) {
            ModelCheck.requireUnchanged(archive, file);
            Optional<Bundle> bundle = Bundle.of(archive);
            if (bundle.isPresent()) {
                return new Loaded(
                        models(archive, bundle.get(), settings), bundle.get().patientCall());
            }
            DeployedModel model = deployed(archive, settings);
            return new Loaded(List.of(model), model.use().patientCall());
        }
    }

    private static List<DeployedModel> models(
            ModelArchive archive, Bundle bundle, ClassifierSettings settings) {
        List<DeployedModel> models = new ArrayList<>();
        try {
            for (Bundle.Entry entry : bundle.models()) {
                models.add(model(archive, entry, settings));
            }
            return models;
        } catch (RuntimeException exception) {
            models.forEach(DeployedModel::close);
            throw exception;
        }
    }

    private static DeployedModel model(
            ModelArchive bundle, Bundle.Entry entry, ClassifierSettings settings) {
        String name = bundle.shownAs() + ", " + entry.entry();
        byte[] content = bundle.read(entry.entry(), InputStream::readAllBytes);
        try (ModelArchive archive = ModelArchive.open(name, content)) {
            DeployedModel model = deployed(archive, settings);
            if (!model.use().views().equals(List.of(entry.view()))) {
                model.close();
                throw new InvalidInputException(
                        "%s: is for the views %s, the bundle takes it for %s; export the bundle again"
                                .formatted(name, model.use().views(), entry.view()));
            }
            return model;
        }
    }

    private static DeployedModel deployed(ModelArchive archive, ClassifierSettings settings) {
        ImageClassifier network = ImageClassifier.load(archive);
        try {
            return new DeployedModel(
                    network,
                    settings.frames(),
                    operatingPoint(archive.shownAs(), network.use(), settings),
                    Fingerprint.read(archive).flatMap(Fingerprint::novelty));
        } catch (RuntimeException exception) {
            network.close();
            throw exception;
        }
    }

    private static Optional<OperatingPoint> operatingPoint(
            String file, ModelUse use, ClassifierSettings settings) {
        if (settings.operatingPoint().isEmpty()) {
            return use.operatingPoints().stream().findFirst();
        }
        String rule = settings.operatingPoint().get();
        Optional<OperatingPoint> found =
                use.operatingPoints().stream()
                        .filter(point -> point.rule().equals(rule))
                        .findFirst();
        if (found.isEmpty()) {
            throw new InvalidInputException(
                    "%s: it has no operating point '%s'; expected %s"
                            .formatted(
                                    file,
                                    rule,
                                    use.operatingPoints().isEmpty()
                                            ? "none, for it has none"
                                            : use.operatingPoints().stream()
                                                    .map(OperatingPoint::rule)
                                                    .collect(Collectors.joining(" or "))));
        }
        return found;
    }
}
