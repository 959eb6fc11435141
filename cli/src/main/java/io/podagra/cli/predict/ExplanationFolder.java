package io.podagra.cli.predict;

import io.podagra.data.AtomicFiles;
import io.podagra.data.SyntheticMark;
import io.podagra.model.deployment.Classifier;
import io.podagra.model.deployment.PreparedImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A folder of pictures that show where images speak for abnormal: one for each image, named by the
 * row of its score and its file, such as {@code 0012-joint.png}.
 */
public final class ExplanationFolder {
    /** Longer names are cut, below what any file system takes. */
    private static final int LONGEST = 100;

    private final Path folder;
    private final Classifier classifier;
    private int without;

    /**
     * @param folder is created; pictures of the same names are replaced
     * @throws IOException if it cannot be created
     */
    public ExplanationFolder(Path folder, Classifier classifier) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.classifier = classifier;
    }

    /**
     * Draws an image, unless its model's network is none that can be looked into.
     *
     * @param row of its score, from 1
     */
    void write(int row, GivenImage given, PreparedImage image) throws IOException {
        String file = given.file().getFileName().toString();
        Optional<BufferedImage> picture = classifier.explain(image, SyntheticMark.marks(file));
        if (picture.isEmpty()) {
            without++;
            return;
        }
        AtomicFiles.write(
                folder.resolve(name(row, file, image.title())),
                temporary -> ImageIO.write(picture.get(), "png", temporary.toFile()));
    }

    /** Letters of any language stay; what a file system may refuse does not. */
    static String name(int row, String file, String title) {
        String stem = file.replaceFirst("\\.[^.]+$", "");
        String words = title.isEmpty() ? stem : stem + "-" + title;
        String safe = words.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return String.format(
                Locale.ROOT,
                "%04d-%s.png",
                row,
                safe.substring(0, Math.min(LONGEST, safe.length())));
    }

    /** How many images have no picture because their model cannot be looked into. */
    public int without() {
        return without;
    }
}
