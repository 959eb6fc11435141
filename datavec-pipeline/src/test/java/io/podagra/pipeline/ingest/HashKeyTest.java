package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import io.podagra.data.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashKeyTest {
    @TempDir private Path folder;

    /**
     * {@code printf 'PATIENT\0P-17' | openssl dgst -sha256 -mac HMAC -macopt
     * hexkey:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f}
     */
    @Test
    void hashIsHmacSha256OfKindAndText() throws IOException {
        Path file =
                key(
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n",
                        "rw-------");

        assertThat(HashKey.of(file).hash(HashKey.Kind.PATIENT, "P-17", 16))
                .isEqualTo("a76a57a421dbf1d5");
    }

    @Test
    void keyIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("made/ingest.key");

        HashKey made = HashKey.of(file);
        HashKey read = HashKey.of(file);

        assertThat(made.created()).isTrue();
        assertThat(read.created()).isFalse();
        assertThat(read.hash(HashKey.Kind.FILE, "x", 32))
                .isEqualTo(made.hash(HashKey.Kind.FILE, "x", 32))
                .isNotEqualTo(made.hash(HashKey.Kind.IMAGE, "x", 32));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whoeverMakesItFirstAllHaveTheSameKey() throws IOException {
        Path file = folder.resolve("ingest.key");
        List<HashKey> keys;
        try (Workers workers = new Workers(8)) {
            keys = workers.map(Collections.nCopies(64, file), HashKey::of);
        }

        assertThat(keys)
                .extracting(key -> key.hash(HashKey.Kind.PATIENT, "P-17", 16))
                .containsOnly(HashKey.of(file).hash(HashKey.Kind.PATIENT, "P-17", 16));
        assertThat(keys).filteredOn(HashKey::created).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void twoKeysGiveTwoNames() throws IOException {
        HashKey one = HashKey.of(folder.resolve("one"));
        HashKey other = HashKey.of(folder.resolve("other"));

        assertThat(one.hash(HashKey.Kind.PATIENT, "P-17", 16))
                .isNotEqualTo(other.hash(HashKey.Kind.PATIENT, "P-17", 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void keyThatOthersMayUseIsRefused(String mode) throws IOException {
        Path file = key("0".repeat(64), mode);

        assertThatThrownBy(() -> HashKey.of(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("(mode " + mode + ")")
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "0123", "zz"})
    void fileThatHoldsNoKeyIsRefused(String content) throws IOException {
        Path file = key(content, "rw-------");

        assertThatThrownBy(() -> HashKey.of(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    private Path key(String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
