package io.podagra.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.ui.storage.JsonRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;

class RunFeedTest {
    private static final String TYPE = JsonRecord.TRAINING;

    @Test
    void aReadingThatFailedOnceIsTriedAgain() {
        RunFeed feed = new RunFeed(TYPE, Records::new);
        Interrupted storage = new Interrupted();
        storage.putStaticInfo(new JsonRecord("finished", TYPE, "podagra", 1, "{}"));
        feed.attach(storage);

        storage.fails = true;
        assertThat(feed.reply(Optional.empty()).json()).contains("\"runs\":[]");
        storage.fails = false;
        assertThat(feed.reply(Optional.empty()).json()).contains("\"run\":\"finished\"");
    }

    /** A disk that was away for a moment. */
    private static final class Interrupted extends InMemoryStatsStorage {
        private boolean fails;

        @Override
        public List<String> listSessionIDs() {
            if (fails) {
                throw new IllegalStateException("the disk is away");
            }
            return super.listSessionIDs();
        }
    }

    /** What was recorded, as it is. */
    private static final class Records implements RunView {
        private final List<String> records = new ArrayList<>();

        @Override
        public void put(String json) {
            records.add(json);
        }

        @Override
        public void add(String json) {
            records.add(json);
        }

        @Override
        public long time() {
            return records.size();
        }

        @Override
        public boolean synthetic() {
            return false;
        }

        @Override
        public ObjectNode json(String name) {
            ObjectNode node = Json.object();
            node.put("run", name).put("records", records.size());
            return node;
        }

        @Override
        public Optional<ObjectNode> epoch(String name, int epoch) {
            return Optional.of(json(name));
        }
    }
}
