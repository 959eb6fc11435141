package io.podagra.data.phantom;

/** The devices that a synthetic cohort was imaged with. */
public enum Equipment {
    /** Five devices of three hospitals, in every cohort that a study is carried out on. */
    KNOWN,
    /**
     * Forty others, drawn at random: what base weights are trained on, so that no study's are seen.
     */
    DRAWN
}
