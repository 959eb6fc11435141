package io.podagra.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArchiveTest {
    private static final byte[] TEXT = "Podagra".repeat(100).getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @Test
    void theSameContentIsTheSameBytesInAnyTimeZone() throws IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
            byte[] shanghai = Files.readAllBytes(written("one.zip"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            assertThat(Files.readAllBytes(written("other.zip"))).isEqualTo(shanghai);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void otherReadersTakeItForAZip() throws IOException {
        try (var zip = new java.util.zip.ZipFile(written("a.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("b.txt", "podagra/a.txt", "podagra/checksums.json");
            assertThat(zip.getInputStream(zip.getEntry("b.txt")).readAllBytes()).isEqualTo(TEXT);
            assertThat(zip.getComment()).matches("podagra-sha256:[0-9a-f]{64}");
        }
    }

    @Test
    void aCopyOfEveryEntryIsTheSameFile() throws IOException {
        Path file = written("a.zip");
        Path copy = folder.resolve("copy.zip");
        try (ModelArchive archive = ModelArchive.open(file)) {
            ArchiveWriter writer = new ArchiveWriter();
            archive.names().forEach(name -> writer.copy(archive, name));
            writer.write(copy);
        }

        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    void whicheverByteIsChangedItIsFound() throws IOException {
        Path file = written("a.zip");
        byte[] sound = Files.readAllBytes(file);
        Path changed = folder.resolve("changed.zip");
        assertThat(findings(file)).isEmpty();

        for (int place = 0; place < sound.length; place++) {
            byte[] bytes = sound.clone();
            bytes[place] ^= 0x20;
            Files.write(changed, bytes);

            assertThatThrownBy(() -> requireUnchanged(changed))
                    .as("byte %d of %d", place, sound.length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("changed.zip");
        }
    }

    @Test
    void itTellsWhichEntryWasChanged() throws IOException {
        Path file = folder.resolve("tampered.zip");
        try (ModelArchive archive = ModelArchive.open(written("a.zip"));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : archive.names()) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.equals("b.txt") ? new byte[] {7} : archive.text(name).orElseThrow());
            }
        }

        assertThat(findings(file)).containsExactly("b.txt has been changed", "its seal is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "/etc/passwd",
                "podagra/../../evil.txt",
                "a\\..\\b",
                "C:evil",
                "podagra/",
                ".hidden",
                "a//b",
                "nul\u0000l"
            })
    void namesThatLeadElsewhereAreRefused(String name) throws IOException {
        Path file = zipOf(name);

        assertThatThrownBy(() -> ModelArchive.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is refused: it has an entry of the name");
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() throws IOException {
        Path file = zipOf("a.txt", "a.txt");

        assertThatThrownBy(() -> ModelArchive.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.txt is there twice");
    }

    @Test
    void moreEntriesThanAModelHasAreRefused() throws IOException {
        String[] names = new String[ModelArchive.MOST_ENTRIES + 1];
        for (int entry = 0; entry < names.length; entry++) {
            names[entry] = "a" + entry;
        }
        Path file = zipOf(names);

        assertThatThrownBy(() -> ModelArchive.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("201 entries");
    }

    /** A file of 30 kB that would be 32 MB of text. */
    @Test
    void aTextThatInflatesToTooMuchIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("podagra/model.json"));
            zeros(out, ModelArchive.MOST_TEXT_BYTES + 1);
        }
        assertThat(Files.size(file)).isLessThan(100_000);

        try (ModelArchive archive = ModelArchive.open(file)) {
            assertThatThrownBy(() -> archive.text("podagra/model.json"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("33,554,433 bytes, more than");
        }
    }

    /** The directory says 10 bytes; what is inflated is counted. */
    @Test
    void anEntryThatIsLargerThanItSaysIsFoundWhereItGoesBeyond() throws IOException {
        Path file = folder.resolve("liar.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("a.txt"));
            zeros(out, 1_000_000);
        }
        byte[] bytes = Files.readAllBytes(file);
        int directory = lastIndexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[directory + 24] = 10;
        bytes[directory + 25] = 0;
        bytes[directory + 26] = 0;
        Files.write(file, bytes);

        try (ModelArchive archive = ModelArchive.open(file)) {
            assertThatThrownBy(() -> archive.text("a.txt"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("a.txt is damaged");
        }
    }

    @Test
    void aFileThatIsCutShortIsRefusedWhereverItEnds() throws IOException {
        byte[] bytes = Files.readAllBytes(written("a.zip"));
        Path cut = folder.resolve("cut.zip");
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> requireUnchanged(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cut.zip");
        }
    }

    private static void requireUnchanged(Path file) {
        try (ModelArchive archive = ModelArchive.open(file)) {
            ModelCheck.requireUnchanged(archive, file);
        }
    }

    private static java.util.List<String> findings(Path file) {
        try (ModelArchive archive = ModelArchive.open(file)) {
            return ModelCheck.findings(archive, file);
        }
    }

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        new ArchiveWriter().add("b.txt", TEXT).add("podagra/a.txt", TEXT).write(file);
        return file;
    }

    private Path zipOf(String... names) throws IOException {
        Path file = folder.resolve("names.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
            for (String name : names) {
                out.putArchiveEntry(new ZipArchiveEntry(name));
                out.write(1);
                out.closeArchiveEntry();
            }
        }
        return file;
    }

    private static void zeros(OutputStream out, long count) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long left = count; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
    }

    private static int lastIndexOf(byte[] bytes, byte[] sought) {
        for (int place = bytes.length - sought.length; place >= 0; place--) {
            if (java.util.Arrays.equals(
                    bytes, place, place + sought.length, sought, 0, sought.length)) {
                return place;
            }
        }
        throw new IllegalArgumentException("not there");
    }
}
