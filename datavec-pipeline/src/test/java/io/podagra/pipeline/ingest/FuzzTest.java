package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.podagra.pipeline.FrameCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files neither end the virtual machine nor hang it: each is taken, if what is damaged
 * still is an image, or refused with a reason that names no file.
 */
class FuzzTest {
    private static final int MUTATIONS = 2_000;
    private static final long SEED = 20240405;

    /** Against endless loops alone: all mutations of a format take about a second. */
    private static final Duration HANGING = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "progressive jpg", "tiff", "bmp"})
    void everyMutationIsTakenOrHasAReason(String format) throws IOException {
        byte[] whole =
                format.startsWith("progressive")
                        ? ExportFiles.jpeg(SEED, true)
                        : ExportFiles.bytes(SEED, format);
        Random random = new Random(SEED);
        Path file = folder.resolve("mutated");
        int[] refused = {0};

        assertTimeoutPreemptively(
                HANGING,
                () -> {
                    for (int mutation = 0; mutation < MUTATIONS; mutation++) {
                        byte[] bytes = mutate(whole, random);
                        // Else hardly one damaged PNG would come as far as its decoder.
                        boolean mended = format.equals("png") && mutation % 2 == 0;
                        Files.write(file, mended ? ExportFiles.withChecksums(bytes) : bytes);
                        refused[0] += isTaken(file) ? 0 : 1;
                    }
                });

        assertThat(refused[0]).isBetween(1, MUTATIONS);
    }

    private static boolean isTaken(Path file) {
        try {
            byte[] png = StillImageFile.open(file, new FrameCleaner(true, true)).clean().png();
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
            return true;
        } catch (RefusedFileException e) {
            assertThat(e.reason().sentence()).isNotBlank().doesNotContain("mutated");
            return false;
        }
    }

    /** Flips, overwrites, cuts off, cuts out or repeats, more often in the first bytes. */
    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int times = 1 + random.nextInt(8);
        for (int time = 0; time < times && bytes.length > 1; time++) {
            int within = random.nextBoolean() ? Math.min(bytes.length, 200) : bytes.length;
            int at = random.nextInt(within);
            int to = at + random.nextInt(bytes.length - at);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 ->
                        bytes =
                                ExportFiles.join(
                                        Arrays.copyOf(bytes, at),
                                        Arrays.copyOfRange(bytes, to, bytes.length));
                default ->
                        bytes =
                                ExportFiles.join(
                                        Arrays.copyOf(bytes, to),
                                        Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return bytes;
    }
}
