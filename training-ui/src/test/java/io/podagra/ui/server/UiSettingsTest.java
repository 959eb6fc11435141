package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UiSettingsTest {
    @Test
    void theDefaultIsThisMachineOnPort9000() {
        assertThat(UiSettings.DEFAULTS).isEqualTo(new UiSettings("127.0.0.1", 9000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
    void loopbackHostsAreAccepted(String host) {
        assertThat(new UiSettings(host, 0).address().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", ""})
    void everyOtherHostIsRefusedForWantOfAToken(String host) {
        assertThatThrownBy(() -> new UiSettings(host, 9000))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'" + host + "'")
                .hasMessageContaining("token")
                .hasMessageContaining("use 127.0.0.1");
    }

    @Test
    void anUnknownHostIsRefused() {
        assertThatThrownBy(() -> new UiSettings("no such host", 9000))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'no such host'")
                .hasMessageContaining("use 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfRangeIsRefused(int port) {
        assertThatThrownBy(() -> UiSettings.onPort(port))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(String.valueOf(port));
    }
}
