package io.podagra.cli;

/** What every output on synthetic data says. */
final class Synthetic {
    static final String DATA =
            "SYNTHETIC DATA: drawn by Podagra's phantom, not patients. These numbers say nothing"
                    + " about clinical performance.";
    static final String MODEL =
            "SYNTHETIC MODEL: trained on images drawn by Podagra's phantom. Its scores mean nothing"
                    + " for patients.";

    private Synthetic() {}
}
