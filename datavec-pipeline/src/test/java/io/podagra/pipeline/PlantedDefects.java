package io.podagra.pipeline;

import io.podagra.data.audit.Audit;
import io.podagra.data.audit.Severity;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cohort of the phantom in which defects can be planted, and what the audit then says more. */
abstract class PlantedDefects {
    @TempDir private static Path drawn;
    static PhantomFolder clean;
    static Map<String, Set<String>> before;

    @TempDir Path temporary;
    PhantomFolder folder;
    private Optional<Audit> audit = Optional.empty();

    @BeforeAll
    static void draw() throws IOException {
        clean = PhantomFolder.draw(drawn.resolve("cohort"), 24, 72);
        before = PhantomFolder.found(clean.audit());
    }

    @BeforeEach
    void copy() throws IOException {
        folder = clean.copyTo(temporary.resolve("cohort"));
    }

    /** The first images are of one patient, whose other images must not be odd in any other way. */
    final String image(int index) {
        return folder.images().get(index);
    }

    final Map<String, Set<String>> added() throws IOException {
        return PhantomFolder.added(before, PhantomFolder.found(audit()));
    }

    final List<String> errors() throws IOException {
        return audit().findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule().code())
                .sorted()
                .toList();
    }

    /** Of the folder as it is when first asked for. */
    final Audit audit() throws IOException {
        if (audit.isEmpty()) {
            audit = Optional.of(folder.audit());
        }
        return audit.get();
    }

    final String plantCopy(String original, String format, BufferedImage picture)
            throws IOException {
        String copy = "images/synthetic-planted." + format;
        folder.add(copy, original);
        write(picture, copy);
        return copy;
    }

    final BufferedImage read(String image) throws IOException {
        BufferedImage read = ImageIO.read(folder.file(image).toFile());
        return TestImages.grey(
                read.getWidth(), read.getHeight(), (x, y) -> read.getRaster().getSample(x, y, 0));
    }

    /** JPEG of quality 70. */
    final void write(BufferedImage picture, String image) throws IOException {
        String format = image.substring(image.lastIndexOf('.') + 1);
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (format.equals("jpg")) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.7f);
        }
        Files.deleteIfExists(folder.file(image));
        try (ImageOutputStream out = ImageIO.createImageOutputStream(folder.file(image).toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        }
        writer.dispose();
    }

    static BufferedImage resized(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = result.createGraphics();
        Image scaled = image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        graphics.drawImage(scaled, 0, 0, null);
        graphics.dispose();
        return result;
    }

    private static void drawCaliper(BufferedImage image, int x, int y) {
        for (int along = -4; along <= 4; along++) {
            image.getRaster().setSample(x + along, y, 0, 255);
            image.getRaster().setSample(x, y + along, 0, 255);
        }
    }

    /** With two calipers drawn into it. */
    static BufferedImage measured(BufferedImage image) {
        drawCaliper(image, image.getWidth() / 2, image.getHeight() / 3);
        drawCaliper(image, image.getWidth() / 2 + 60, image.getHeight() / 3 + 8);
        return image;
    }
}
