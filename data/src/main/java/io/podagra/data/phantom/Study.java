package io.podagra.data.phantom;

import java.time.LocalDate;
import java.util.List;

/**
 * One visit of a patient to a site.
 *
 * @param number from 1
 * @param device that the patient was examined with
 * @param date an invented day
 */
record Study(int number, Device device, LocalDate date) {
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);
    private static final int DAYS = 1_000;

    /** How many patients came again, and of those, how many met another device [G]. */
    private static final double CAME_AGAIN = 0.15;

    private static final double OTHER_DEVICE = 0.5;

    /** One or two visits, to the same site. */
    static List<Study> of(Site site, Draws draws) {
        Device device = draws.oneOf(site.devices());
        LocalDate date = FIRST_DAY.plusDays(draws.between(0, DAYS));
        Study first = new Study(1, device, date);
        if (!draws.chance(CAME_AGAIN)) {
            return List.of(first);
        }
        List<Device> others =
                site.devices().stream().filter(other -> !other.equals(device)).toList();
        boolean another = draws.chance(OTHER_DEVICE) && !others.isEmpty();
        Device again = another ? draws.oneOf(others) : device;
        return List.of(first, new Study(2, again, date.plusDays(draws.between(20, 90))));
    }
}
