package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedHostTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "localhost, true",
        "::1, true",
        "127.0.0.2, true",
        "0.0.0.0, false",
        "::, false"
    })
    void onlyALoopbackAddressIsForThisMachineOnly(String host, boolean only) {
        assertThat(ServedHost.of(host).isThisMachineOnly()).isEqualTo(only);
    }

    @ParameterizedTest
    @CsvSource({"localhost, 127.0.0.1", "127.0.0.2, 127.0.0.2", "::1, [0:0:0:0:0:0:0:1]"})
    void anAddressIsWrittenAsInAUrl(String host, String url) {
        assertThat(ServedHost.of(host).inUrl()).isEqualTo(url);
    }

    @Test
    void whereEveryAddressIsBoundOneThatCanBeReachedIsNamed() {
        assertThat(ServedHost.of("0.0.0.0").inUrl()).isNotEqualTo("127.0.0.1").isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7:9000, 192.0.2.7",
        "[2001:db8::1]:9000, 2001:db8:0:0:0:0:0:1",
        "[2001:DB8:0::1], 2001:db8:0:0:0:0:0:1",
        "LocalHost:9000, 192.0.2.7",
        "127.0.0.1, 192.0.2.7"
    })
    void theAddressThatARequestCameInAtMeansThePages(String header, String receivedAt) {
        assertThat(ServedHost.of("0.0.0.0").isMeantBy(header, receivedAt)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9000",
                "192.0.2.8",
                "192.0.2.7.evil.example",
                "192.0.2.7@evil.example",
                "[2001:db8::1]",
                "[evil.example]",
                "[]",
                "3221225991",
                "0xc0.0.2.7",
                ""
            })
    void noOtherDoes(String header) {
        assertThat(ServedHost.of("0.0.0.0").isMeantBy(header, "192.0.2.7")).isFalse();
        assertThat(ServedHost.of("127.0.0.1").isMeantBy(header, "127.0.0.1")).isFalse();
    }
}
