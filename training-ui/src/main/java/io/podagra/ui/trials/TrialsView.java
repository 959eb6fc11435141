package io.podagra.ui.trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import io.podagra.ui.page.RunView;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run as the trials page shows it: the search of each arm with its trials. The arms come in the
 * order in which they were tuned, the trials in that of their numbers and repeats.
 */
final class TrialsView implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(TrialsView.class);

    private record Place(int trial, int repeat) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::trial).thenComparingInt(Place::repeat);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<String, SearchSnapshot> searches = new HashMap<>();
    private final Map<String, SortedMap<Place, TrialSnapshot>> trials = new HashMap<>();

    @Override
    public void put(String json) {
        try {
            JsonNode node = Json.read(json);
            if (TrialsJson.isTrial(node)) {
                TrialSnapshot trial = TrialsJson.readTrial(node);
                trialsOf(trial.arm()).put(new Place(trial.trial(), trial.repeat()), trial);
            } else {
                SearchSnapshot search = TrialsJson.readSearch(node);
                searches.put(search.arm(), search);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("A recorded trial or search is unreadable and left out: {}", e.getMessage());
        }
    }

    /** Searches and trials are records that stand; there is no series of them. */
    @Override
    public void add(String json) {
        LOG.debug("Not shown: {}", json);
    }

    @Override
    public long time() {
        return Stream.concat(
                        searches.values().stream().map(SearchSnapshot::time),
                        trials.values().stream()
                                .flatMap(ofArm -> ofArm.values().stream())
                                .map(TrialSnapshot::time))
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
    }

    @Override
    public boolean synthetic() {
        return searches.values().stream().anyMatch(SearchSnapshot::synthetic);
    }

    @Override
    public ObjectNode json(String name) {
        ObjectNode node = Json.object();
        node.put("run", name);
        node.put("synthetic", synthetic());
        ArrayNode array = node.putArray("searches");
        for (SearchSnapshot search : inOrder()) {
            ObjectNode shown = TrialsJson.write(search);
            array.add(shown);
            ArrayNode ofSearch = shown.putArray("trials");
            trialsOf(search.arm()).values().forEach(trial -> ofSearch.add(TrialsJson.write(trial)));
        }
        return node;
    }

    private List<SearchSnapshot> inOrder() {
        return searches.values().stream()
                .sorted(Comparator.comparing(this::firstHeardOf).thenComparing(SearchSnapshot::arm))
                .toList();
    }

    /** A search's own record is renewed until it ends, the first trial's only until that ends. */
    private Instant firstHeardOf(SearchSnapshot search) {
        return trialsOf(search.arm()).values().stream()
                .map(TrialSnapshot::time)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private SortedMap<Place, TrialSnapshot> trialsOf(String arm) {
        return trials.computeIfAbsent(arm, ignored -> new TreeMap<>());
    }
}
