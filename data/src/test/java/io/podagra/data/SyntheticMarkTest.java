package io.podagra.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticMarkTest {
    @ParameterizedTest
    @CsvSource({
        "synthetic-0001, true",
        "synthetic-0001-dorsal-1.png, true",
        "images/synthetic-0001-dorsal-1.png, true",
        "case-1, false",
        "synthetic-cohort/case-1.png, false",
        "not-synthetic-1.png, false",
        "'', false"
    })
    void marksAnIdentifierByItsLastName(String id, boolean marked) {
        assertThat(SyntheticMark.marks(id)).isEqualTo(marked);
    }
}
