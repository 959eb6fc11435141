package io.podagra.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.52  | \u22120.2, 0.0, 0.2, 0.4, 0.6",
                "1     | \u22120.25, 0.00, 0.25, 0.50, 0.75, 1.00",
                "0.02  | \u22120.005, 0.000, 0.005, 0.010, 0.015, 0.020",
                "0.004 | \u22120.001, 0.000, 0.001, 0.002, 0.003, 0.004"
            })
    void marksAroundZeroAreRound(double highest, String labels) {
        Axis axis = Axis.aroundZero(highest);

        assertThat(Arrays.stream(axis.marks()).mapToObj(axis::label).toList())
                .containsExactly(labels.split(", "));
        assertThat(axis.share(highest)).isLessThanOrEqualTo(1 + 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0.93,0.8", "0.8,0.8", "0.79,0.5", "0.5,0.5", "0.49,0.4", "0.05,0", "0,0"})
    void areasBeginAtOrBelowTheLowest(double lowest, double low) {
        assertThat(Axis.areas(lowest).low()).isEqualTo(low);
    }
}
