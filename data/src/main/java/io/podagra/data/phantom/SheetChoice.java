package io.podagra.data.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Chooses the images of a contact sheet. */
final class SheetChoice {
    private static final List<Device> DEVICES = Device.KNOWN;

    /** Where in the order of what may mislead the normal rows are taken from. */
    private static final double[] ALARMS = {0.1, 0.95};

    /** Where in the order of severity the abnormal rows are taken from. */
    private static final double[] SEVERITIES = {0.45, 0.95};

    private final PhantomSettings settings;

    private SheetChoice(PhantomSettings settings) {
        this.settings = settings;
    }

    /** For each view, from the top of the sheet down. */
    static List<List<CohortPlan.PlannedImage>> of(PhantomSettings settings) {
        List<CohortPlan.PlannedImage> plan = CohortPlan.of(settings);
        List<List<CohortPlan.PlannedImage>> chosen = new ArrayList<>();
        for (PhantomView view : PhantomView.values()) {
            chosen.add(new SheetChoice(settings).ofView(view, chosen.size(), plan));
        }
        return chosen;
    }

    /** From the top down; other devices in neighbouring cells where the cohort allows. */
    private List<CohortPlan.PlannedImage> ofView(
            PhantomView view, int column, List<CohortPlan.PlannedImage> plan) {
        List<CohortPlan.PlannedImage> normal =
                plan.stream()
                        .filter(image -> image.view() == view && !image.abnormal())
                        .sorted(Comparator.comparingDouble(this::alarm))
                        .toList();
        List<CohortPlan.PlannedImage> abnormal =
                plan.stream()
                        .filter(image -> image.view() == view && image.abnormal())
                        .sorted(Comparator.comparingDouble(this::severity))
                        .toList();
        List<CohortPlan.PlannedImage> chosen = new ArrayList<>();
        for (double share : ALARMS) {
            chosen.add(at(normal, share, column + chosen.size(), chosen));
        }
        for (double share : SEVERITIES) {
            chosen.add(at(abnormal, share, column + chosen.size(), chosen));
        }
        return chosen;
    }

    /** The nearest to a share of the list that is of a device and of no patient chosen before. */
    private static CohortPlan.PlannedImage at(
            List<CohortPlan.PlannedImage> sorted,
            double share,
            int device,
            List<CohortPlan.PlannedImage> before) {
        int target = (int) (share * (sorted.size() - 1));
        Device wanted = DEVICES.get(device % DEVICES.size());
        List<Predicate<CohortPlan.PlannedImage>> wishes =
                List.of(
                        image -> image.study().device().equals(wanted) && isNew(image, before),
                        image -> isNew(image, before),
                        image -> true);
        int reach = sorted.size() / 6;
        for (Predicate<CohortPlan.PlannedImage> wish : wishes) {
            for (int away = 0; away <= reach; away++) {
                for (int index : new int[] {target - away, target + away}) {
                    if (index >= 0 && index < sorted.size() && wish.test(sorted.get(index))) {
                        return sorted.get(index);
                    }
                }
            }
        }
        return sorted.get(target);
    }

    private static boolean isNew(
            CohortPlan.PlannedImage image, List<CohortPlan.PlannedImage> before) {
        return before.stream().noneMatch(other -> other.patient().equals(image.patient()));
    }

    private double alarm(CohortPlan.PlannedImage image) {
        return Distractors.of(PhantomImage.joint(image, settings)).alarm();
    }

    private double severity(CohortPlan.PlannedImage image) {
        return PhantomImage.disease(image, settings).severities().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
