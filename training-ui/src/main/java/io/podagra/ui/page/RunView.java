package io.podagra.ui.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One run as a page shows it, put together from the records in the storage. */
public interface RunView {
    /** Takes in a record that stands until another takes its place; may be the same again. */
    void put(String json);

    /** Takes in a record that is one more of a series, each once and in the order of time. */
    void add(String json);

    /** When there was news of the run, in milliseconds since 1970; 0 if there was none. */
    long time();

    /** Whether the run's images are synthetic. */
    boolean synthetic();

    /**
     * What the page gets to know.
     *
     * @param name the run's name
     */
    ObjectNode json(String name);

    /**
     * What the page gets to know when it looks back at an epoch; empty where it cannot, or there
     * was none yet.
     *
     * @param name the run's name
     * @param epoch from 1
     */
    default Optional<ObjectNode> epoch(String name, int epoch) {
        return Optional.empty();
    }
}
