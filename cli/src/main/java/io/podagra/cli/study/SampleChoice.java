package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which training images are shown: of every view and label equally many, spread over the list, so
 * that they are of different patients.
 */
final class SampleChoice {
    /** Of an arm with one view. */
    private static final int OF_ONE_VIEW = 8;

    /** Of an arm with several views; one of each view and label in any case. */
    private static final int OF_SEVERAL_VIEWS = 12;

    private SampleChoice() {}

    /**
     * @return places in the list, by view, abnormal first
     */
    static List<Integer> of(List<CohortImage> images) {
        SortedMap<String, SortedMap<Label, List<Integer>>> byView = new TreeMap<>();
        for (int index = 0; index < images.size(); index++) {
            CohortImage image = images.get(index);
            byView.computeIfAbsent(
                            image.view().name(), view -> new TreeMap<>(Comparator.reverseOrder()))
                    .computeIfAbsent(image.label(), label -> new ArrayList<>())
                    .add(index);
        }
        int most = byView.size() == 1 ? OF_ONE_VIEW : OF_SEVERAL_VIEWS;
        int groups = byView.values().stream().mapToInt(Map::size).sum();
        int each = Math.max(1, most / Math.max(1, groups));
        return byView.values().stream()
                .flatMap(byLabel -> byLabel.values().stream())
                .flatMap(group -> spread(group, each).stream())
                .toList();
    }

    private static List<Integer> spread(List<Integer> group, int number) {
        int most = Math.min(number, group.size());
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            chosen.add(group.get((int) ((long) i * group.size() / most)));
        }
        return chosen;
    }
}
