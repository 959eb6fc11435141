package io.podagra.data.phantom;

import java.util.Locale;

/**
 * The paper's three views of the joint. Lengths in mm, [G] but for the dorsal recess: a low-echo
 * recess 2.4 mm thick and 17.8 mm long is normal there (doi 10.3109/14397595.2014.970740).
 */
// The records are of numbers, hence immutable; Error Prone wants its own annotation to believe it.
@SuppressWarnings("ImmutableEnumChecker")
enum PhantomView {
    DORSAL(
            new Range(14, 20),
            new Range(4, 7),
            new Band(new Range(1, 2.2), new Range(1.6, 2.6)),
            new RecessSize(2.4, 0.6, new Range(0.9, 3.9), 17.8),
            new Range(4, 13),
            1),
    MEDIAL(
            new Range(13, 19),
            new Range(3, 6),
            new Band(new Range(0.7, 1.6), new Range(1.2, 1.9)),
            new RecessSize(1.3, 0.4, new Range(0.4, 2.4), 10),
            new Range(4, 13),
            0.85),
    PLANTAR(
            new Range(18, 26),
            new Range(9, 13.5),
            new Band(new Range(2.3, 4), new Range(3.4, 5.2)),
            new RecessSize(1.3, 0.4, new Range(0.4, 2.4), 12),
            new Range(12, 25),
            0.75);

    /**
     * The tendon or ligament that runs over the joint.
     *
     * @param thickness of the band
     * @param height of its middle over the bone
     */
    record Band(Range thickness, Range height) {}

    /** The joint's recess: mean, standard deviation and limits of its thickness, mean length. */
    record RecessSize(double thickness, double standardDeviation, Range limits, double length) {}

    private final Range depth;
    private final Range softTissue;
    private final Band band;
    private final RecessSize recess;
    private final Range septa;
    private final double clarity;

    PhantomView(
            Range depth,
            Range softTissue,
            Band band,
            RecessSize recess,
            Range septa,
            double clarity) {
        this.depth = depth;
        this.softTissue = softTissue;
        this.band = band;
        this.recess = recess;
        this.septa = septa;
        this.clarity = clarity;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How deep the image reaches. */
    Range depth() {
        return depth;
    }

    /** From the skin's surface to the top of the metatarsal head. */
    Range softTissue() {
        return softTissue;
    }

    Band band() {
        return band;
    }

    RecessSize recess() {
        return recess;
    }

    /** How many septa cross the fat. */
    Range septa() {
        return septa;
    }

    /**
     * Multiplies the severity of signs: the probe lies better on some sides of the joint than on
     * others. The paper's AUC is highest dorsally and lowest plantarly. [G]
     */
    double clarity() {
        return clarity;
    }
}
