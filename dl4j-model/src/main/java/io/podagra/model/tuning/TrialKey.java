package io.podagra.model.tuning;

/**
 * Which training of a search.
 *
 * @param number of the candidate, from 1
 * @param repeat 0 for the search's own, from 1 for those with other seeds
 */
record TrialKey(int number, int repeat) {
    static TrialKey of(Trial trial) {
        return new TrialKey(trial.number(), trial.repeat());
    }
}
