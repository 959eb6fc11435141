package io.podagra.serving;

/** Carries a {@link Refusal} out of the reading of a request. */
final class RefusedException extends Exception {
    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.error());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
