package io.podagra.cli.study;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.eval.report.Thumbnails;
import io.podagra.pipeline.AugmentationSettings;
import io.podagra.pipeline.ImagePreview;
import io.podagra.pipeline.ImageSettings;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cohort's images as the networks saw them: cut, painted over and resized as the settings say.
 */
final class PreparedPictures implements Thumbnails {
    private final Map<String, CohortImage> images;
    private final ImageSettings settings;

    PreparedPictures(Cohort cohort, ImageSettings settings) {
        this.images =
                cohort.images().stream()
                        .collect(Collectors.toMap(CohortImage::id, Function.identity()));
        this.settings = settings;
    }

    @Override
    public Optional<BufferedImage> of(String imageId) {
        try {
            return Optional.ofNullable(images.get(imageId))
                    .map(
                            image ->
                                    ImagePreview.of(
                                            image,
                                            settings,
                                            AugmentationSettings.defaults(),
                                            0,
                                            0,
                                            0))
                    .map(ImagePreview::prepared);
        } catch (InvalidInputException exception) {
            return Optional.empty(); // it was scored from the cache; its file has gone since
        }
    }
}
