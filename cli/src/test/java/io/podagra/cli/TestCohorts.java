package io.podagra.cli;

import io.podagra.data.Cohort;
import io.podagra.data.Split;
import io.podagra.data.SplitScheme;
import io.podagra.data.SplitSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Cohorts of noise, small enough to train on in seconds; abnormal images are brighter. */
public final class TestCohorts {
    private static final int SIZE = 32;

    private TestCohorts() {}

    /**
     * Two images of each view for each patient; every second patient is abnormal.
     *
     * @param views names in the manifest
     */
    public static Path write(Path folder, int patients, String... views) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(1);
        List<String> manifest = new ArrayList<>();
        manifest.add("image,patient_id,view,label");
        for (int patient = 0; patient < patients; patient++) {
            boolean abnormal = patient % 2 == 1;
            for (String view : views) {
                for (int frame = 0; frame < 2; frame++) {
                    String name = "p%02d-%s-%d.png".formatted(patient, view, frame);
                    ImageIO.write(noise(random, abnormal), "png", folder.resolve(name).toFile());
                    manifest.add(
                            "%s,p%02d,%s,%s"
                                    .formatted(
                                            name, patient, view, abnormal ? "abnormal" : "normal"));
                }
            }
        }
        Files.write(folder.resolve("manifest.csv"), manifest);
        return folder;
    }

    /** A split as a command wrote it. */
    public static Split split(Path file, Cohort cohort) {
        SplitScheme written = new SplitScheme.FromFile(file);
        return Split.of(cohort, SplitSettings.defaults().withScheme(written), List.of());
    }

    private static BufferedImage noise(Random random, boolean bright) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int grey = random.nextInt(100) + (bright ? 150 : 0);
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
        return image;
    }
}
