package io.podagra.data.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * What a joint has that looks like a sign and is none, healthy or not. Septa, the anisotropy of
 * tendons and reverberation, which every image has, do not count. How often is [G].
 *
 * @param interfaceSign whether the surface of healthy cartilage shines; unlike a double contour it
 *     is thin and shows only where the beam is within about 9 degrees of a right angle
 * @param corticalBreak whether a vessel's channel breaks the bone's surface, 0.3 to 0.8 mm wide
 * @param fluid whether the recess holds some fluid without being swollen
 * @param specks how many bright specks there are
 */
record Distractors(boolean interfaceSign, boolean corticalBreak, boolean fluid, int specks) {
    /** The same for all frames of a joint in a view. */
    static Distractors of(Draws joint) {
        Draws draws = joint.branch("distractors");
        return new Distractors(
                draws.chance(0.75), draws.chance(0.25), draws.chance(0.2), draws.between(0, 3));
    }

    /** How much they mislead a reader, from 0 to 1 [G]. */
    double alarm() {
        return (interfaceSign ? 0.35 : 0)
                + (corticalBreak ? 0.3 : 0)
                + (fluid ? 0.2 : 0)
                + 0.05 * specks;
    }

    /** Those that can be seen beside the disease, joined by {@code +}; empty if there is none. */
    String words(Disease disease) {
        List<String> words = new ArrayList<>();
        if (interfaceSign) {
            words.add("interface-sign");
        }
        if (corticalBreak) {
            words.add("cortical-break");
        }
        if (fluid && !disease.swells()) {
            words.add("fluid");
        }
        if (specks > 0) {
            words.add("specks");
        }
        return String.join("+", words);
    }
}
