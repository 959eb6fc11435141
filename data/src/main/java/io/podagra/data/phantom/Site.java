package io.podagra.data.phantom;

import io.podagra.data.SyntheticMark;
import java.util.List;
import java.util.Locale;

/** An invented hospital, with one or two devices. */
enum Site {
    A,
    B,
    C;

    /** Such as {@code synthetic-site-a}. */
    String id() {
        return SyntheticMark.PREFIX + "site-" + name().toLowerCase(Locale.ROOT);
    }

    List<Device> devices() {
        return switch (this) {
            case A -> List.of(Device.SIM_SONO, Device.SIM_LAB);
            case B -> List.of(Device.SIM_ECHO, Device.SIM_VIEW);
            case C -> List.of(Device.SIM_SCAN);
        };
    }
}
