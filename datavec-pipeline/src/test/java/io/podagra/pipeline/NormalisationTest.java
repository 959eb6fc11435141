package io.podagra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalisationTest {
    /**
     * Blue, green and red of black and white. For caffe and torch as {@code
     * keras.applications.imagenet_utils.preprocess_input(x, mode=...)} gives them:
     *
     * <pre>python3 -c "
     * m, s = (.406, .456, .485), (.225, .224, .229)
     * print([round((v / 255 - a) / b, 4) for v in (0, 255) for a, b in zip(m, s)])"</pre>
     */
    @ParameterizedTest
    @CsvSource({
        "RANGE, 0, -1, -1, -1",
        "RANGE, 255, 1, 1, 1",
        "CAFFE, 0, -103.939, -116.779, -123.68",
        "CAFFE, 255, 151.061, 138.221, 131.32",
        "TORCH, 0, -1.8044, -2.0357, -2.1179",
        "TORCH, 255, 2.64, 2.4286, 2.2489"
    })
    void blackAndWhiteAreWhatTheWeightsWereTrainedOn(
            Normalisation normalisation, double grey, double blue, double green, double red) {
        INDArray image = Nd4j.valueArrayOf(new long[] {2, 3, 4, 4}, grey, DataType.FLOAT);

        Normalisers.of(normalisation).transform(image);

        double[] expected = {blue, green, red};
        for (int channel = 0; channel < 3; channel++) {
            assertThat(image.getDouble(1, channel, 2, 3))
                    .isCloseTo(expected[channel], within(1e-3));
        }
    }
}
