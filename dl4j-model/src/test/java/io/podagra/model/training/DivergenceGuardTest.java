package io.podagra.model.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceGuardTest {
    private final DivergenceGuard guard = new DivergenceGuard(new TestSettings().build(), 6);

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void stopsAtOnceWhereTheLossIsNoNumber(double loss) {
        assertThatThrownBy(() -> guard.check(4, loss))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage(
                        "training diverged in epoch 4: the loss is %s; start a new run with a lower"
                                + " training.learningRate (now 0.1) or a longer"
                                + " training.schedule.warmUpEpochs (now 0.0)",
                        loss);
    }

    @Test
    void bearsASingleBatchThatGoesWrong() {
        guard.check(1, 0.7);
        guard.check(1, 300);

        assertThatCode(
                        () -> {
                            for (int batch = 0; batch < 100; batch++) {
                                guard.check(1, 0.7);
                            }
                        })
                .doesNotThrowAnyException();
    }

    /** 11.5 nats: sure of either class at random, where Deeplearning4j cuts off at 23. */
    @Test
    void stopsWhereANetworkStaysSureOfWhatIsWrongHalfOfTheTime() {
        assertThatThrownBy(
                        () -> {
                            for (int batch = 0; batch < 20; batch++) {
                                guard.check(2, 11.5);
                            }
                        })
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("epoch 2: the loss is 11.5");
    }
}
