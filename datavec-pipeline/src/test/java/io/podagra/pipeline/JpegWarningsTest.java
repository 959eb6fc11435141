package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegWarningsTest {
    /** The texts are those of libjpeg 6b, jerror.h. */
    @ParameterizedTest
    @CsvSource({
        "Corrupt JPEG data: premature end of data segment, FFD81234FFD9, true",
        "Corrupt JPEG data: bad Huffman code, FFD81234FFD9, true",
        "Corrupt JPEG data: 3 extraneous bytes before marker 0xd9, FFD812000000FFD9, false",
        "Corrupt JPEG data: 3 extraneous bytes before marker 0xd9, FFD812000000FFD93456, false",
        "Corrupt JPEG data: 3 extraneous bytes before marker 0xd9, FFD812003400FFD9, true",
        "Corrupt JPEG data: 3 extraneous bytes before marker 0xd4, FFD812000000FFD9, true",
        "Corrupt JPEG data: 99 extraneous bytes before marker 0xd9, FFD812000000FFD9, true",
        "Corrupt JPEG data: 4294967295 extraneous bytes before marker 0xd9, FFD80000FFD9, true",
        "Warning: unknown JFIF revision number 2.01, FFD81234FFD9, false"
    })
    void warningOfDataThatWasMadeUpIsDamage(String warning, String jpeg, boolean damage) {
        assertThat(JpegWarnings.isDamage(warning, HexFormat.of().parseHex(jpeg))).isEqualTo(damage);
    }
}
