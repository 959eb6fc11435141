package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.podagra.data.audit.Audit;
import io.podagra.data.audit.Severity;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every planted defect is found, and nothing else that was not found without it. */
class PlantedDefectsTest {
    @TempDir private static Path drawn;
    private static PhantomFolder clean;
    private static Map<String, Set<String>> before;

    @TempDir private Path temporary;
    private PhantomFolder folder;
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

    @Test
    void cleanCohortHasNoErrors() throws IOException {
        Audit audit = clean.audit();

        assertThat(audit.passed()).isTrue();
        assertThat(before.keySet())
                .isSubsetOf(
                        "near-duplicates-of-patient",
                        "near-duplicates-across-labels",
                        "both-labels",
                        "label-tied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tif"})
    void fileCutShort(String format) throws IOException {
        String image = image(0);
        Path whole = temporary.resolve("whole." + format);
        ImageIO.write(read(image), format, whole.toFile());
        byte[] content = Files.readAllBytes(whole);
        Files.write(folder.file(image), Arrays.copyOf(content, content.length * 9 / 10));

        assertThat(added()).containsOnly(entry("unreadable-image", Set.of(image)));
    }

    @Test
    void fileThatIsNoImage() throws IOException {
        Files.writeString(folder.file(image(0)), "patient,label\n");

        assertThat(added()).containsOnly(entry("unreadable-image", Set.of(image(0))));
        // The file is named by the image; the folder's path differs between machines.
        assertThat(folder.audit().findings().get(0).evidence().get(0).remark())
                .isEqualTo("is no image");
    }

    @Test
    void flowInColours() throws IOException {
        BufferedImage grey = read(image(0));
        BufferedImage colour =
                new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        colour.createGraphics().drawImage(grey, 0, 0, null);
        Random random = new Random(1);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 24; x++) {
                Color flow = new Color(130 + random.nextInt(120), random.nextInt(120), 20);
                colour.setRGB(grey.getWidth() / 2 + x, grey.getHeight() / 2 + y, flow.getRGB());
            }
        }
        write(colour, image(0));

        assertThat(added()).containsOnly(entry("colour-doppler", Set.of(image(0))));
    }

    @Test
    void twoImagesOnOneScreen() throws IOException {
        BufferedImage one = read(image(0));
        BufferedImage two =
                new BufferedImage(
                        2 * one.getWidth(), one.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        two.createGraphics().drawImage(one, 0, 0, null);
        two.createGraphics().drawImage(read(image(40)), one.getWidth(), 0, null);
        write(two, image(0));

        assertThat(added()).containsEntry("dual-screen", Set.of(image(0)));
    }

    @Test
    void blackAndGreyImages() throws IOException {
        BufferedImage black = read(image(0));
        Graphics2D graphics = black.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 20, black.getWidth(), black.getHeight() - 40);
        graphics.dispose();
        write(black, image(0));
        write(TestImages.grey(400, 280, (x, y) -> 90 + (x + y) % 5), image(1));

        assertThat(added()).containsEntry("blank-image", Set.of(image(0), image(1)));
        assertThat(errors()).containsExactly("blank-image");
    }

    @Test
    void blankImagesOfTwoPatientsAreNoCopies() throws IOException {
        BufferedImage black = TestImages.grey(400, 280, (x, y) -> 0);
        String last = image(folder.images().size() - 1);
        assertThat(folder.get(last, "patient_id")).isNotEqualTo(folder.get(image(0), "patient_id"));
        write(black, image(0));
        write(black, last);

        assertThat(errors()).containsExactly("blank-image");
    }

    @Test
    void sameFileOfTwoPatients() throws IOException {
        String copy = plantCopy(image(0), "png", read(image(0)));
        Files.copy(folder.file(image(0)), folder.file(copy), StandardCopyOption.REPLACE_EXISTING);
        folder.set(copy, "patient_id", "synthetic-other");

        assertThat(added())
                .containsEntry("copies-across-patients", Set.of(image(0) + " = " + copy));
        assertThat(errors()).containsExactly("copies-across-patients");
    }

    @Test
    void samePixelsInAnotherFormatWithAnotherLabel() throws IOException {
        String copy = plantCopy(image(0), "bmp", read(image(0)));
        String other = folder.get(image(0), "label").equals("normal") ? "abnormal" : "normal";
        folder.set(copy, "label", other);

        assertThat(added()).containsEntry("copies-across-labels", Set.of(image(0) + " = " + copy));
        assertThat(errors()).containsExactly("copies-across-labels");
    }

    @Test
    void sameImageTwiceOfOnePatient() throws IOException {
        String copy = plantCopy(image(0), "bmp", read(image(0)));

        assertThat(added()).containsEntry("copies", Set.of(image(0) + " = " + copy));
        assertThat(errors()).isEmpty();
    }

    /** What happens to images on their way from a device to a folder. */
    enum Change {
        JPEG {
            @Override
            BufferedImage of(BufferedImage image) {
                return image;
            }
        },
        HALVED {
            @Override
            BufferedImage of(BufferedImage image) {
                return resized(image, image.getWidth() / 2, image.getHeight() / 2);
            }
        },
        BRIGHTENED {
            @Override
            BufferedImage of(BufferedImage image) {
                return new RescaleOp(1.15f, 0, null).filter(image, null);
            }
        },
        DARKENED {
            @Override
            BufferedImage of(BufferedImage image) {
                return new RescaleOp(0.85f, 0, null).filter(image, null);
            }
        },
        CROPPED {
            @Override
            BufferedImage of(BufferedImage image) {
                int x = Math.round(0.03f * image.getWidth());
                int y = Math.round(0.03f * image.getHeight());
                return image.getSubimage(x, y, image.getWidth() - 2 * x, image.getHeight() - 2 * y);
            }
        },
        MEASURED {
            @Override
            BufferedImage of(BufferedImage image) {
                drawCaliper(image, image.getWidth() / 2, image.getHeight() / 3);
                drawCaliper(image, image.getWidth() / 2 + 60, image.getHeight() / 3 + 8);
                return image;
            }
        };

        abstract BufferedImage of(BufferedImage image);
    }

    @ParameterizedTest
    @EnumSource
    void changedCopyUnderAnotherPatient(Change change) throws IOException {
        String original = image(0);
        String copy = plantCopy(original, "jpg", change.of(read(original)));
        folder.set(copy, "patient_id", "synthetic-other");

        Set<String> pairs = added().get("near-duplicates-across-patients");

        assertThat(pairs).contains(original + " = " + copy);
        // Frames of the same joint may be as near to the copy; no other patient's may.
        assertThat(pairs).allMatch(pair -> pair.endsWith(" = " + copy));
        String patient = folder.get(original, "patient_id");
        assertThat(pairs)
                .extracting(pair -> pair.substring(0, pair.indexOf(" = ")))
                .allMatch(first -> folder.get(first, "patient_id").equals(patient));
        assertThat(errors()).containsExactly("near-duplicates-across-patients");
    }

    @Test
    void changedCopyWithAnotherLabel() throws IOException {
        String copy = plantCopy(image(0), "jpg", read(image(0)));
        String other = folder.get(image(0), "label").equals("normal") ? "abnormal" : "normal";
        folder.set(copy, "label", other);

        assertThat(added().get("near-duplicates-across-labels")).contains(image(0) + " = " + copy);
        assertThat(errors()).isEmpty();
    }

    @Test
    void changedCopyInAnotherPart() throws IOException {
        String copy = plantCopy(image(0), "jpg", read(image(0)));
        folder.set(copy, "patient_id", "synthetic-other");
        folder.setAll("part", image -> image.equals(copy) ? "test" : "train");

        assertThat(added().get("near-duplicates-across-parts")).contains(image(0) + " = " + copy);
        assertThat(errors())
                .containsExactly("near-duplicates-across-parts", "near-duplicates-across-patients");
    }

    @Test
    void patientInTwoParts() throws IOException {
        folder.setAll("split", image -> image.equals(image(0)) ? "test" : "train");

        assertThat(added())
                .containsEntry(
                        "patients-across-parts",
                        Set.of("1 patient has images in more than one part of the split."));
    }

    @Test
    void partWrittenInTwoWaysIsOnePart() throws IOException {
        folder.setAll("part", image -> image.equals(image(0)) ? "Train" : "train");

        assertThat(errors()).isEmpty();
    }

    @Test
    void vowelSignsAndWidthOfLettersArePartOfAName() throws IOException {
        List<String> names = List.of("कि-1", "की-1", "Ａ１", "a1");
        for (int index = 0; index < names.size(); index++) {
            folder.set(image(index), "patient_id", names.get(index));
        }

        assertThat(added().get("similar-patients"))
                .singleElement()
                .asString()
                .startsWith("1 group")
                .endsWith("such as 'a1' and 'Ａ１'.");
    }

    @Test
    void onePatientWrittenInTwoWays() throws IOException {
        folder.set(image(0), "patient_id", "SYNTHETIC_0001");

        assertThat(added())
                .containsEntry(
                        "similar-patients",
                        Set.of(
                                "1 group of patients whose identifiers differ in case, spaces or"
                                        + " punctuation only, such as 'SYNTHETIC_0001' and"
                                        + " 'synthetic-0001'."));
    }

    @Test
    void viewWithOneClass() throws IOException {
        folder.images().stream()
                .filter(image -> folder.get(image, "view").equals("plantar"))
                .forEach(image -> folder.set(image, "label", "normal"));

        assertThat(added())
                .containsEntry("one-class-view", Set.of("View 'plantar' has normal images only."));
        assertThat(errors()).containsExactly("one-class-view");
    }

    @Test
    void caliperInTheImageArea() throws IOException {
        String image = image(0);
        write(Change.MEASURED.of(read(image)), image);

        assertThat(added()).containsEntry("burned-in-overlay", Set.of(image));
        assertThat(errors()).isEmpty();
    }

    @Test
    void imageOfAnotherSize() throws IOException {
        for (String image : folder.images()) {
            if (folder.get(image, "view").equals(folder.get(image(0), "view"))) {
                // One device: of five, each has too few images to tell what is usual for it.
                folder.set(image, "device", "SIM-SONO 7");
                write(resized(read(image), 480, image.equals(image(0)) ? 480 : 270), image);
            }
        }

        assertThat(added()).containsEntry("odd-size", Set.of(image(0)));
        assertThat(errors()).isEmpty();
    }

    @Test
    void siteThatTellsTheLabel() throws IOException {
        folder.setAll(
                "site", image -> folder.get(image, "label").equals("normal") ? "North" : "South");

        assertThat(added().get("label-tied"))
                .singleElement()
                .asString()
                .startsWith(
                        "The label is tied to the site: 0 % of the images of 'North' are abnormal,"
                                + " 100 % of 'South' (Cramér's V 1.00, P < 0.001");
        assertThat(errors()).isEmpty();
    }

    /** The first images are of one patient, whose other images must not be odd in any other way. */
    private String image(int index) {
        return folder.images().get(index);
    }

    private Map<String, Set<String>> added() throws IOException {
        return PhantomFolder.added(before, PhantomFolder.found(audit()));
    }

    private List<String> errors() throws IOException {
        return audit().findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule().code())
                .sorted()
                .toList();
    }

    /** Of the folder as it is when first asked for. */
    private Audit audit() throws IOException {
        if (audit.isEmpty()) {
            audit = Optional.of(folder.audit());
        }
        return audit.get();
    }

    private String plantCopy(String original, String format, BufferedImage picture)
            throws IOException {
        String copy = "images/synthetic-planted." + format;
        folder.add(copy, original);
        write(picture, copy);
        return copy;
    }

    private BufferedImage read(String image) throws IOException {
        BufferedImage read = ImageIO.read(folder.file(image).toFile());
        return TestImages.grey(
                read.getWidth(), read.getHeight(), (x, y) -> read.getRaster().getSample(x, y, 0));
    }

    /** JPEG of quality 70. */
    private void write(BufferedImage picture, String image) throws IOException {
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

    private static BufferedImage resized(BufferedImage image, int width, int height) {
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
}
