package io.podagra.ui.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.deeplearning4j.core.storage.StatsStorage;

/** What a page shows of the attached storages, as JSON. */
public interface PageFeed {
    void attach(StatsStorage storage);

    void detach(StatsStorage storage);

    /**
     * @param chosen the run that is asked for, which may be none of those attached
     */
    Reply reply(Optional<String> chosen);

    /**
     * One run as it was after an epoch, as JSON; empty if the page does not look back so far.
     *
     * @param chosen as in {@link #reply}
     */
    default Optional<String> epoch(Optional<String> chosen, int epoch) {
        return Optional.empty();
    }

    /** An answer and a tag that changes exactly when the answer does. */
    record Reply(String tag, String json) {
        public static Reply of(String json) {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256")
                                .digest(json.getBytes(StandardCharsets.UTF_8));
                return new Reply('"' + HexFormat.of().formatHex(digest, 0, 16) + '"', json);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
