package io.podagra.cli;

import io.podagra.data.PartCounts;
import io.podagra.data.Split;
import io.podagra.data.View;
import java.util.Optional;

/** What the parts of a split hold, as a table for a terminal. */
final class SplitTable {
    private static final String HEAD = "%-12s %-10s %9s %8s %9s %11s%n";
    private static final String ROW = "%-12s %-10s %,9d %8.1f %,9d %11.1f%n";

    private SplitTable() {}

    static String of(Split split) {
        StringBuilder text = new StringBuilder();
        text.append(HEAD.formatted("view", "part", "images", "share %", "patients", "abnormal %"));
        for (PartCounts counts : split.counts()) {
            text.append(
                    ROW.formatted(
                            counts.view().map(View::name).orElse(View.ALL),
                            counts.part().word(),
                            counts.images(),
                            100.0 * counts.images() / images(split, counts.view()),
                            counts.patients(),
                            100 * counts.prevalence()));
        }
        return text.toString();
    }

    private static int images(Split split, Optional<View> view) {
        return split.counts().stream()
                .filter(counts -> counts.view().equals(view))
                .mapToInt(PartCounts::images)
                .sum();
    }
}
