import io.podagra.data.SplitUnit;
import io.podagra.model.ModelMetadata;
import io.podagra.model.ModelZip;
import io.podagra.model.ResNet50Graph;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.Normalisation;
import io.podagra.pipeline.Normalisers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a ResNet-50 that learnt nothing: what it costs does not depend on what it knows. */
final class UntrainedModel {
    private UntrainedModel() {}

    /** Pixels, file. */
    public static void main(String[] arguments) throws Exception {
        int pixels = Integer.parseInt(arguments[0]);
        TrainingSettings settings = TrainingSettings.defaults();
        ModelMetadata metadata =
                new ModelMetadata(
                        ModelMetadata.SCHEMA,
                        "single",
                        List.of("dorsal", "medial", "plantar"),
                        List.of("normal", "abnormal"),
                        new ModelMetadata.Input(3, "-1 to 1", ImageSettings.stretched(pixels)),
                        ModelMetadata.Base.random(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new ModelMetadata.Training(
                                settings, Optional.empty(), 0, Optional.empty(), 0, 0, 1, "none", Optional.empty(),
                                SplitUnit.PATIENT, Optional.empty()),
                        true,
                        Map.of());
        ModelZip.write(
                Path.of(arguments[1]),
                ResNet50Graph.create(pixels, settings, 1),
                Normalisers.of(Normalisation.RANGE),
                metadata);
    }
}
