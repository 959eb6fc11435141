package io.podagra.eval.report;

import java.util.List;

/** What every output of a run on drawn images says. */
final class SyntheticNotice {
    /** By sentence, for places where they do not fit one line. */
    static final List<String> SENTENCES =
            List.of(
                    "Synthetic data: drawn by Podagra's phantom, not patients.",
                    "These numbers say nothing about clinical performance.");

    /** The whole notice. */
    static final String TEXT = String.join(" ", SENTENCES);

    private SyntheticNotice() {}
}
