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
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2", "0.0.0.0", "::"})
    void hostsOfThisMachineAreAccepted(String host) {
        assertThat(new UiSettings(host, 0).host()).isEqualTo(host);
    }

    @Test
    void anotherMachinesAddressIsRefused() {
        assertThatThrownBy(() -> new UiSettings("198.51.100.9", 9000))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'198.51.100.9', no address of this machine")
                .hasMessageContaining("use 127.0.0.1")
                .hasMessageContaining("0.0.0.0");
    }

    @Test
    void anEmptyHostIsRefused() {
        assertThatThrownBy(() -> new UiSettings("", 9000))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("empty")
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
