package io.podagra.model.tuning;

/** Hears of a search while it goes on, on the thread that trains the trial. */
public interface TuningListener {
    /** A trial began, got a step further, or ended; one of an earlier start of the search too. */
    void onTrial(Trial trial);

    /**
     * The search is over, and the best are trained again with other seeds.
     *
     * @param trainings how many
     */
    default void onRepeats(int trainings) {}
}
