package io.podagra.ui.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.page.Json;
import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageFeed;
import io.podagra.ui.storage.RunFolderSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.core.storage.StatsStorage;

/**
 * What the folders of the attached runs hold, in the order in which they were attached. Folders
 * come from the storages alone, never from a request.
 */
final class RunsFeed implements PageFeed {
    private record Source(StatsStorage storage, RunSummary summary) {}

    private final List<Source> sources = new ArrayList<>();

    @Override
    public synchronized void attach(StatsStorage storage) {
        if (storage instanceof RunFolderSource source) {
            sources.add(new Source(storage, new RunSummary(source)));
        }
    }

    @Override
    public synchronized void detach(StatsStorage storage) {
        sources.removeIf(source -> source.storage() == storage);
    }

    @Override
    public synchronized Reply reply(Optional<String> chosen) {
        ObjectNode root = Json.object();
        ArrayNode runs = root.putArray("runs");
        sources.forEach(source -> runs.add(source.summary().json()));
        ArrayNode pages = root.putArray("pages");
        Arrays.stream(Page.values())
                .filter(page -> page != Page.RUNS)
                .forEach(page -> pages.add(page.word()));
        return Reply.of(root.toString());
    }
}
