package io.podagra.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.podagra.data.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTest {
    @Test
    void isTheSingleModelAndOneNetworkForEachView() {
        assertThat(Arm.of(List.of(new View("dorsal"), new View("plantar"))))
                .extracting(Arm::name)
                .containsExactly("single", "dorsal", "plantar");
    }

    @Test
    void aViewWhoseNameIsTakenHasAnArmOfItsOwnAllTheSame() {
        assertThat(Arm.of(List.of(new View("left"), new View("single"), new View("eval"))))
                .extracting(Arm::name)
                .containsExactly("single", "left", "view-single", "view-eval");
    }

    @Test
    void noTwoArmsHaveOneName() {
        assertThat(Arm.of(List.of(new View("single"), new View("view-single"))))
                .extracting(Arm::name)
                .containsExactly("single", "view-view-single", "view-single");
    }
}
