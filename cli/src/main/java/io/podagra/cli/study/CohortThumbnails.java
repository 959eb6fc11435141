package io.podagra.cli.study;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.eval.report.Thumbnails;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Pictures of a cohort's images, read without a native library so that scores can be evaluated
 * where there is none. A file that Java alone cannot read, such as DICOM, has no picture.
 */
public final class CohortThumbnails implements Thumbnails {
    private final Map<String, Path> files;

    private CohortThumbnails(Map<String, Path> files) {
        this.files = Map.copyOf(files);
    }

    /** Pictures of the images of a cohort. */
    public static CohortThumbnails of(Cohort cohort) {
        return new CohortThumbnails(
                cohort.images().stream()
                        .collect(Collectors.toMap(CohortImage::id, CohortImage::file)));
    }

    @Override
    public Optional<BufferedImage> of(String imageId) {
        Path file = files.get(imageId);
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ImageIO.read(file.toFile()));
        } catch (IOException | RuntimeException exception) {
            // ImageIO throws many kinds for a damaged file; the report says that there is no
            // picture.
            return Optional.empty();
        }
    }
}
