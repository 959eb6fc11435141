package io.podagra.data.phantom;

import io.podagra.data.SyntheticMark;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An invented hospital.
 *
 * @param name that no other hospital has
 * @param devices one or two
 */
record Site(String name, List<Device> devices) {
    private static final List<Site> KNOWN =
            List.of(
                    new Site("A", List.of(Device.SIM_SONO, Device.SIM_LAB)),
                    new Site("B", List.of(Device.SIM_ECHO, Device.SIM_VIEW)),
                    new Site("C", List.of(Device.SIM_SCAN)));

    /** Hospitals of cohorts that base weights are trained on [G]. */
    private static final int OTHERS = 20;

    Site {
        devices = List.copyOf(devices);
    }

    /** The hospitals whose patients a cohort has. */
    static List<Site> of(Equipment equipment, Draws cohort) {
        return switch (equipment) {
            case KNOWN -> KNOWN;
            case DRAWN ->
                    IntStream.rangeClosed(1, OTHERS)
                            .mapToObj(number -> drawn(number, cohort.branch("site", number)))
                            .toList();
        };
    }

    private static Site drawn(int number, Draws draws) {
        return new Site(
                "P%02d".formatted(number),
                List.of(Device.drawn(2 * number - 1, draws), Device.drawn(2 * number, draws)));
    }

    /** Such as {@code synthetic-site-a}. */
    String id() {
        return SyntheticMark.PREFIX + "site-" + name.toLowerCase(Locale.ROOT);
    }
}
