package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.InvalidInputException;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.ImageTraits;
import io.podagra.pipeline.dicom.FrameSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an image looks like is told of a file in use as of an image of a cohort. */
class FileImagesTest extends IngestScenario {
    private final FileImages images = new FileImages(new ImageSettings(32), FrameSelection.first());

    @Test
    void theRegionsOfADicomFileLookAsIngestWritesThem() throws IOException {
        file("dorsal/normal/IM1", ExportFiles.dicomOfTwoScreens(3, "1.2.3"));
        ingest(settings);

        List<ImageTraits> seen = seen(source.resolve("dorsal/normal/IM1"));

        assertThat(seen)
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(
                        Cohort.read(cohort).images().stream()
                                .map(image -> ImageTraits.of(image.file()))
                                .toList());
    }

    @Test
    void anOrdinaryImageLooksAsItIsInAFileAndInMemory() throws IOException {
        byte[] png = ExportFiles.bytes(4, "png");
        Path file = Files.write(folder.resolve("a.png"), png);

        assertThat(seen(file)).containsExactly(ImageTraits.of(file));
        try (FileImages.Seen seen = images.of("a.png", png).get(0).see()) {
            assertThat(seen.traits()).isEqualTo(ImageTraits.of(file));
            assertThat(seen.tensor()).isEqualTo(images.of(file).get(0).load());
        }
    }

    @Test
    void whatIsNoImageIsNotSeen() throws IOException {
        Path file = Files.writeString(folder.resolve("text.png"), "no image");

        assertThatThrownBy(() -> seen(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("text.png");
    }

    private List<ImageTraits> seen(Path file) {
        return images.of(file).stream()
                .map(
                        image -> {
                            try (FileImages.Seen seen = image.see()) {
                                return seen.traits();
                            }
                        })
                .toList();
    }
}
