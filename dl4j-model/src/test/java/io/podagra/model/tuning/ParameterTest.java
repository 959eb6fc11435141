package io.podagra.model.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uniform\":[0.0,0.5]}",
                "{\"logUniform\":[1.0E-5,0.01]}",
                "{\"integer\":[0,5]}",
                "{\"choice\":[\"none\",\"balanced\"]}",
                "{\"choice\":[[1,1],[0.1,1]]}",
                "{\"boolean\":[true,false]}",
                "0.9",
                "\"freeze\"",
                "[1,2]"
            })
    void isWrittenAsItIsRead(String form) throws Exception {
        Parameter parameter = JSON.readValue(form, Parameter.class);

        assertThat(JSON.writeValueAsString(parameter)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"uniform\":[0.5,0]} | uniform is [0.5, 0.0], expected two numbers, the smaller"
                        + " first",
                "{\"logUniform\":[0,1]} | logUniform is [0.0, 1.0], expected numbers more than 0",
                "{\"logUniform\":[0.1]} | logUniform is [0.1], expected two numbers, the smaller"
                        + " first",
                "{\"integer\":[1,2.5]} | integer is [1, 2.5], expected two whole numbers",
                "{\"integer\":[3,3]} | integer is [3.0, 3.0], expected two numbers, the smaller"
                        + " first",
                "{\"choice\":[]} | choice is [], expected at least one value, and none twice",
                "{\"choice\":[1,1]} | choice is [1, 1], expected at least one value, and none"
                        + " twice",
                "{\"choice\":3} | choice is 3, expected a list of values",
                "{\"boolean\":[true]} | boolean is [true], expected [true, false]",
                "{\"gaussian\":[0,1]} | 'gaussian' is no kind of search, expected one of [uniform",
                "{\"uniform\":[0,1],\"choice\":[1]} | has 2 words, expected one of [uniform"
            })
    void refusesWhatIsNoRange(String form, String message) throws Exception {
        Object read = JSON.readValue(form, Object.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.of(read))
                .withMessageContaining(message);
    }

    @Test
    void countsThePointsOfAGrid() {
        Map<String, Parameter> space = new LinkedHashMap<>();
        space.put("a", new Parameter.Uniform(0, 1));
        space.put("b", new Parameter.WholeNumber(1, 3));
        space.put("c", new Parameter.WholeNumber(1, 1000));
        space.put("d", new Parameter.Choice(List.of("x", "y")));
        space.put("e", new Parameter.Flag());
        space.put("f", new Parameter.Fixed(1));

        assertThat(new SearchSpace(space).gridPoints(10))
                .isEqualTo(BigInteger.valueOf(10L * 3 * 10 * 2 * 2));
    }

    @Test
    void isFixedIfThereIsOneValue() {
        Map<String, Parameter> space = new LinkedHashMap<>();
        space.put("a", new Parameter.Choice(List.of(7)));
        space.put("b", new Parameter.Fixed("adamw"));
        space.put("c", new Parameter.WholeNumber(1, 2));

        assertThat(new SearchSpace(space).searched()).containsOnlyKeys("c");
        assertThat(new SearchSpace(space).fixed()).isEqualTo(Map.of("a", 7, "b", "adamw"));
    }

    @Test
    void givesNumbersWithFourSignificantDigits() {
        Parameter rate = new Parameter.LogUniform(0.00001, 1);

        assertThat(rate.tidy(0.000123456789)).isEqualTo(0.0001235);
        assertThat(new Parameter.Uniform(0, 0.99999).tidy(0.99998)).isEqualTo(0.99999);
        assertThat(Values.text(0.0001235)).isEqualTo("0.0001235");
        assertThat(Values.text(1.0)).isEqualTo("1");
    }
}
