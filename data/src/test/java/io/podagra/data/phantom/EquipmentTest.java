package io.podagra.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EquipmentTest {
    @Test
    void baseWeightsAreTrainedOnDevicesThatNoStudySees() {
        List<Device> drawn = devices(PhantomSettings.pretraining());
        List<Device> known = devices(PhantomSettings.paper());

        assertThat(drawn).hasSize(40).doesNotHaveDuplicates().doesNotContainAnyElementsOf(known);
        assertThat(drawn.stream().map(Device::label).collect(Collectors.toSet()))
                .doesNotContainAnyElementsOf(known.stream().map(Device::label).toList());
        assertThat(known).containsExactlyInAnyOrderElementsOf(Device.KNOWN);
        assertThat(PhantomSettings.pretraining().seed())
                .isNotIn(PhantomSettings.paper().seed(), PhantomSettings.demo().seed());
    }

    @Test
    void aDrawnDeviceIsWithinTheRangesOfTheKnownOnes() {
        for (Device device : devices(PhantomSettings.pretraining())) {
            assertThat(device.probe().pixel()).isBetween(0.075, 0.11);
            assertThat(device.probe().footprint()).isBetween(28.0, 38.0);
            assertThat(device.probe().axial()).isBetween(0.07, 0.12);
            assertThat(device.probe().lateral()).isBetween(0.14, 0.26);
            assertThat(device.display().range()).isBetween(50.0, 72.0);
        }
    }

    @Test
    void oneSeedOneSetOfDevices() {
        PhantomSettings settings = PhantomSettings.pretraining();

        assertThat(devices(settings)).isEqualTo(devices(settings));
        assertThat(devices(settings)).isNotEqualTo(devices(settings.withSeed(1)));
    }

    private static List<Device> devices(PhantomSettings settings) {
        return Site.of(settings.equipment(), Draws.of(settings.seed())).stream()
                .flatMap(site -> site.devices().stream())
                .toList();
    }
}
