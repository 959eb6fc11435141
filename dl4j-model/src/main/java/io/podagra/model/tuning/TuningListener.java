package io.podagra.model.tuning;

/** Hears of a search while it goes on, on the thread that trains the trial. */
public interface TuningListener {
    /** A trial began, got a step further, or ended; one of an earlier start of the search too. */
    void onTrial(Trial trial);

    /**
     * Trials have waited for each other, and the best of them go on; the others are stopped next.
     *
     * @param epochs that all of them were trained for
     * @param places how many go on
     * @param trials that had waited
     */
    default void onRung(int epochs, int places, int trials) {}

    /**
     * The search is over, and the best are trained again with other seeds.
     *
     * @param trainings how many
     */
    default void onRepeats(int trainings) {}
}
