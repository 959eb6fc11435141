package io.podagra.eval.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a report says beside the figures.
 *
 * @param title of the report
 * @param synthetic whether the images were drawn, even if their names do not tell
 * @param notices what was done that takes from the figures' worth, one sentence or more each; shown
 *     before the first of them
 * @param cautions what a reader must know, one sentence or more each
 * @param facts how the study was done, setting by value, in the order to show
 * @param timestamp when it was done; shown in UTC
 * @param flow patients and images from the cohort to the test, where they are known
 * @param environment what it ran on, name by value, in the order to show
 */
public record ReportContext(
        String title,
        boolean synthetic,
        List<String> notices,
        List<String> cautions,
        Map<String, String> facts,
        Optional<Instant> timestamp,
        Optional<DataFlow> flow,
        Map<String, String> environment) {
    /** A context without the flow of the data and the environment. */
    public ReportContext(
            String title,
            boolean synthetic,
            List<String> notices,
            List<String> cautions,
            Map<String, String> facts,
            Optional<Instant> timestamp) {
        this(title, synthetic, notices, cautions, facts, timestamp, Optional.empty(), Map.of());
    }

    public ReportContext {
        requireNonNull(title, "title is null");
        notices = List.copyOf(notices);
        cautions = List.copyOf(cautions);
        // Not Map.copyOf: it would lose the order of the facts.
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        requireNonNull(timestamp, "timestamp is null");
        requireNonNull(flow, "flow is null");
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** The same with further cautions after its own. */
    public ReportContext withCautions(List<String> further) {
        return new ReportContext(
                title,
                synthetic,
                notices,
                Stream.concat(cautions.stream(), further.stream()).toList(),
                facts,
                timestamp,
                flow,
                environment);
    }

    /** A title and nothing else. */
    public static ReportContext titled(String title) {
        return new ReportContext(title, false, List.of(), List.of(), Map.of(), Optional.empty());
    }
}
