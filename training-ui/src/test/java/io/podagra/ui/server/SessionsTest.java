package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Sessions sessions = new Sessions();

    @Test
    void idsAreLongAndNeverTheSame() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = sessions.open().reveal();
            assertThat(id).matches("[A-Za-z0-9_-]{32}"); // 6 bits each
            ids.add(id);
        }
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void everyCharacterOfAnIdVaries() {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, 1_000)
                .mapToObj(ignored -> Secret.random().reveal())
                .forEach(
                        id ->
                                IntStream.range(0, id.length())
                                        .forEach(i -> seen.add(i + ":" + id.charAt(i))));
        // Of 1000 ids, a position lacks one of the 64 characters once in 100 000 times.
        assertThat(seen).hasSizeGreaterThan(32 * 63);
    }

    @Test
    void onlyAnIdThatWasGivenIsOpen() {
        String id = sessions.open().reveal();
        assertThat(sessions.isOpen(id)).isTrue();
        assertThat(sessions.isOpen(id.substring(1))).isFalse();
        assertThat(sessions.isOpen(id + "A")).isFalse();
        assertThat(sessions.isOpen("")).isFalse();
        assertThat(sessions.isOpen(Secret.random().reveal())).isFalse();
    }

    @Test
    void theOneUnusedForLongestMakesRoom() {
        String used = sessions.open().reveal();
        String unused = sessions.open().reveal();
        for (int i = 0; i < Sessions.MOST - 1; i++) {
            assertThat(sessions.isOpen(used)).isTrue();
            sessions.open();
        }
        assertThat(sessions.isOpen(used)).isTrue();
        assertThat(sessions.isOpen(unused)).isFalse();
    }

    @Test
    void aSecretIsNotWrittenByAccident() {
        Secret secret = Secret.random();
        assertThat("" + secret).doesNotContain(secret.reveal());
    }
}
