package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortImagesTest {
    @TempDir private Path folder;

    @Test
    void soundCohortPassesAndIsCountedOut() throws IOException {
        List<CohortImage> images = TestImages.cohort(folder, 9);
        Queue<Long> heard = new ConcurrentLinkedQueue<>();

        CohortImages.check(
                images,
                new CohortInspector(),
                (done, total) -> {
                    assertThat(total).isEqualTo(9);
                    heard.add(done);
                });

        assertThat(heard).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void everyUndecodableImageIsNamedInOrder() throws IOException {
        List<CohortImage> images = TestImages.cohort(folder, 9);
        TestImages.spoil(images.get(7));
        Files.delete(images.get(2).file());

        InvalidInputException refusal =
                catchThrowableOfType(
                        InvalidInputException.class,
                        () ->
                                CohortImages.check(
                                        images, new CohortInspector(), ProgressListener.SILENT));

        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal.problems().get(0)).contains("'2.png'", "does not exist");
        assertThat(refusal.problems().get(1)).contains("'7.png'", "is no image");
    }

    @Test
    void emptyCohortPasses() {
        assertThatNoException()
                .isThrownBy(
                        () ->
                                CohortImages.check(
                                        List.of(), new CohortInspector(), ProgressListener.SILENT));
    }
}
