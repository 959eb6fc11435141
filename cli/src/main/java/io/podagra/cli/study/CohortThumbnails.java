package io.podagra.cli.study;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.eval.report.Thumbnails;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Small pictures of a cohort's images, read without a native library so that scores can be
 * evaluated where there is none. A file that Java alone cannot read, such as DICOM, has no picture.
 */
public final class CohortThumbnails implements Thumbnails {
    private static final int WIDTH = 160;

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
            return Optional.ofNullable(ImageIO.read(file.toFile())).map(CohortThumbnails::small);
        } catch (IOException | RuntimeException exception) {
            return Optional.empty(); // a report without one picture is better than none
        }
    }

    private static BufferedImage small(BufferedImage image) {
        int width = Math.min(WIDTH, image.getWidth());
        int height = Math.max(1, image.getHeight() * width / image.getWidth());
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = small.createGraphics();
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return small;
    }
}
