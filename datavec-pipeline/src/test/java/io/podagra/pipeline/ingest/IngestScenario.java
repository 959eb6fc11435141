package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hospital's export, a cohort to be made of it, and what tests ask of both. */
abstract class IngestScenario {
    @TempDir Path folder;
    Path source;
    Path cohort;
    IngestSettings settings;

    @BeforeEach
    void places() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        cohort = folder.resolve("cohort");
        settings = IngestSettings.of(source, cohort, folder.resolve("ingest.key"));
    }

    void assertRefused(IngestSettings refused, String why) {
        assertThatThrownBy(() -> ingest(refused))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }

    IngestReport ingest(IngestSettings what) throws IOException {
        return Ingest.run(what, ProgressListener.SILENT);
    }

    void file(String name, byte[] content) throws IOException {
        ExportFiles.write(source.resolve(name), content);
    }

    IngestSettings table(String... lines) throws IOException {
        Path table = Files.write(folder.resolve("labels.csv"), List.of(lines));
        return settings.withLabels(table, Map.of());
    }

    static Map<String, Integer> codes(IngestReport report) {
        Map<String, Integer> codes = new TreeMap<>();
        report.reasons()
                .forEach((reason, files) -> codes.merge(reason.code().word(), files, Integer::sum));
        return codes;
    }

    static List<CohortImage> images(Cohort cohort, Label label) {
        return cohort.images().stream().filter(image -> image.label() == label).toList();
    }

    static BufferedImage taken(Cohort cohort, Label label) throws IOException {
        return ImageIO.read(images(cohort, label).get(0).file().toFile());
    }

    static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
        int bands = expected.getRaster().getNumBands();
        assertThat(actual.getRaster().getNumBands()).isEqualTo(bands);
        int[] none = null;
        assertThat(actual.getRaster().getPixels(0, 0, 64, 48, none))
                .isEqualTo(expected.getRaster().getPixels(0, 0, 64, 48, none));
    }

    static Map<Path, FileTime> files(Path folder) throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}
