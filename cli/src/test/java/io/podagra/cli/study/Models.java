package io.podagra.cli.study;

import io.podagra.data.SplitUnit;
import io.podagra.model.ModelMetadata;
import io.podagra.model.training.TrainingSettings;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.ImageSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What models say about themselves, without networks. */
final class Models {
    private Models() {}

    static ModelMetadata metadata(
            String arm, List<String> views, String cohortFingerprint, String splitFingerprint) {
        return new ModelMetadata(
                ModelMetadata.SCHEMA,
                arm,
                views,
                List.of("normal", "abnormal"),
                new ModelMetadata.Input(3, "-1 to 1", ImageSettings.stretched(32)),
                ModelMetadata.Base.random(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new ModelMetadata.Training(
                        TrainingSettings.defaults(),
                        Optional.of(AugmentationSettings.defaults()),
                        1,
                        Optional.empty(),
                        10,
                        4,
                        1,
                        cohortFingerprint,
                        Optional.of(splitFingerprint),
                        SplitUnit.PATIENT,
                        Optional.empty()),
                true,
                Map.of("podagra", "test"));
    }
}
