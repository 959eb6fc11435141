package io.podagra.ui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {
    @Test
    void aPlainPathIsItsSegmentsDecoded() {
        assertThat(PlainPath.segments("/")).hasValue(List.of(""));
        assertThat(PlainPath.segments("/train/overview/data"))
                .hasValue(List.of("train", "overview", "data"));
        assertThat(PlainPath.segments("/train/")).hasValue(List.of("train"));
        assertThat(PlainPath.segments("/train/sessions/set/demo-%E8%83%8C%E4%BE%A7"))
                .hasValue(List.of("train", "sessions", "set", "demo-背侧"));
        assertThat(PlainPath.segments("/assets/webjars/popper.js/1.12.9/x.min.js"))
                .hasValue(List.of("assets", "webjars", "popper.js", "1.12.9", "x.min.js"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train",
                "http://evil.example/",
                "*",
                "//etc/passwd",
                "/a//b",
                "/./a",
                "/a/.",
                "/a/..",
                "/a/../b",
                "/a/..;/b",
                "/a/%2e%2e/b",
                "/a/.%2E/b",
                "/a/%252e%252e/b",
                "/a/%c0%ae%c0%ae/b",
                "/a/%e0%80%ae/b",
                "/a/..%2fb",
                "/a%2f..%2fb",
                "/a/%5c..%5cb",
                "/a\\..\\b",
                "/a/%00",
                "/a/b%0d%0aSet-Cookie:x",
                "/a/%",
                "/a/%2",
                "/a/%zz",
                "/a/%u002e",
                "/a/\u00e9",
                "/a/\uff0e\uff0e/b"
            })
    void everyOtherPathIsRefused(String path) {
        assertThat(PlainPath.segments(path)).isEmpty();
    }
}
