package io.podagra.cli.study;

import io.podagra.ui.server.TrainingUi;
import io.podagra.ui.server.UiSettings;
import java.util.ArrayList;
import java.util.List;

/** What a person must be told about where the pages are, beside their address. */
public final class PageNotices {
    private PageNotices() {}

    /**
     * Sentences for the terminal; none if the pages are where they were asked for, and on this
     * machine alone.
     */
    public static List<String> of(TrainingUi ui, UiSettings asked) {
        List<String> notices = new ArrayList<>();
        int port = ui.address().getPort();
        if (asked.port() != 0 && port != asked.port()) {
            notices.add("Port %d is taken; the page is on port %d.".formatted(asked.port(), port));
        }
        if (ui.isOpenToOthers()) {
            notices.add(
                    "Other machines can reach the page now, and whoever has the address with its"
                            + " token can open it; the connection is not encrypted, so in a network"
                            + " you do not trust leave out --host and use an SSH tunnel.");
        }
        return notices;
    }
}
