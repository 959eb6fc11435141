package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of an image, changed or not, are found, whatever else differs. */
class PlantedCopiesTest extends PlantedDefects {
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
                return measured(image);
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
}
