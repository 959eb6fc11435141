package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.Cohort;
import io.podagra.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a second process sees, and what is left of one that was killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class IngestProcessTest extends IngestScenario {
    @Test
    void killedRunKeepsOthersOutWhileItLivesAndIsGoneOnWith() throws Exception {
        for (int number = 0; number < 6; number++) {
            file("dorsal/normal/P%d.png".formatted(number), ExportFiles.bytes(number, "png"));
        }
        IngestSettings same = settings.withPatientPattern(IngestProcess.PATIENT);
        try (IngestProcess other = IngestProcess.start(same)) {
            assertThat(other.awaitFirstFile()).isEqualTo("1 of 6");
            assertRefused(same, "another ingest is running in this folder; wait until it ends");
            other.kill();
        }
        assertThat(cohort.resolve(Cohort.MANIFEST)).doesNotExist();
        assertThat(files(cohort.resolve("images"))).isNotEmpty();

        ingest(same);

        Path whole = folder.resolve("whole");
        ingest(
                IngestSettings.of(source, whole, folder.resolve("ingest.key"))
                        .withPatientPattern(IngestProcess.PATIENT));
        assertThat(contents(cohort)).isEqualTo(contents(whole)).hasSize(6 + 3);
    }

    @Test
    void ordinaryDamageIsToldByReasonsAlone() throws Exception {
        for (String format : new String[] {"png", "jpg", "tiff", "bmp"}) {
            byte[] bytes = ExportFiles.bytes(1, format);
            file("dorsal/normal/P1 empty." + format, new byte[0]);
            file("dorsal/normal/P1 cut." + format, Arrays.copyOf(bytes, bytes.length / 2));
            file("dorsal/normal/P1 begun." + format, Arrays.copyOf(bytes, 20));
            file("dorsal/normal/P1 torn." + format, ExportFiles.damaged(bytes));
        }
        try (IngestProcess process = IngestProcess.start(settings)) {
            assertThat(process.finish()).isEmpty();
        }
        assertThat(Files.readString(cohort.resolve("ingest.json")))
                .contains("\"finished\" : true", "\"quarantined\" : 14");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files(folder).keySet()) {
            contents.put(folder.relativize(file).toString(), Sha256.of(file));
        }
        return contents;
    }
}
