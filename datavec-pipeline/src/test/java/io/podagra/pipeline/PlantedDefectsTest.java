package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.podagra.data.audit.Audit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every planted defect is found, and nothing else that was not found without it. */
class PlantedDefectsTest extends PlantedDefects {
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
        write(measured(read(image)), image);

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
}
