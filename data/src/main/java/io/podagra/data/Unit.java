package io.podagra.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Images that a split keeps in one part.
 *
 * @param members how many patients, or single images if these are the unit, are in it
 */
record Unit(List<CohortImage> images, int members) {
    Unit {
        images = List.copyOf(images);
    }

    /**
     * The units of some images, in an order that does not depend on the images'.
     *
     * @param kept what each unit is
     * @param links pairs of images whose units are one
     */
    static List<Unit> of(List<CohortImage> images, SplitUnit kept, List<ImagePair> links) {
        Linked linked = new Linked();
        for (ImagePair pair : links) {
            linked.join(kept.keyOf(pair.first()), kept.keyOf(pair.second()));
        }
        SortedMap<String, List<CohortImage>> imagesOfUnit = new TreeMap<>();
        for (CohortImage image : images) {
            imagesOfUnit
                    .computeIfAbsent(linked.first(kept.keyOf(image)), unit -> new ArrayList<>())
                    .add(image);
        }
        return imagesOfUnit.values().stream()
                .map(of -> new Unit(of, (int) of.stream().map(kept::keyOf).distinct().count()))
                .toList();
    }

    /** Disjoint sets of keys, each known by the first of its keys in the order of text. */
    private static final class Linked {
        private final Map<String, String> earlier = new HashMap<>();

        void join(String one, String other) {
            String first = first(one);
            String second = first(other);
            if (first.compareTo(second) < 0) {
                earlier.put(second, first);
            } else if (!first.equals(second)) {
                earlier.put(first, second);
            }
        }

        String first(String key) {
            String first = key;
            while (earlier.containsKey(first)) {
                first = earlier.get(first);
            }
            // Shortens the way for the next who asks.
            for (String on = key; !on.equals(first); ) {
                on = earlier.put(on, first);
            }
            return first;
        }
    }
}
