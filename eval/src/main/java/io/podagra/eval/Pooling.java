package io.podagra.eval;

/**
 * How the AUC of a method over all views is put together. The scores of the multiple model come
 * from several networks, so an offset between those moves the raw AUC while every view's stays.
 */
public enum Pooling {
    /** All images in one ranking, as in the paper. */
    RAW("rawPooled"),

    /** All images in one ranking, after Platt scaling within each view on validation images. */
    CALIBRATED("calibratedPooled"),

    /** The mean of the views' AUCs, weighted by abnormal images (Janes and Pepe 2009). */
    WITHIN_VIEW("withinView"),

    /** One score for each patient: the share of the patient's images called abnormal. */
    PATIENT_LEVEL("patientLevel");

    private final String key;

    Pooling(String key) {
        this.key = key;
    }

    /** The key in {@code metrics.json}. */
    public String key() {
        return key;
    }
}
