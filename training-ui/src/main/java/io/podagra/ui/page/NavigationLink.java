package io.podagra.ui.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * A link of the navigation, which is the same on all pages: Podagra's, then Deeplearning4j's.
 *
 * @param path of the page
 * @param key of its name in {@code frame.properties}
 */
public record NavigationLink(String path, String key) {
    private static final List<NavigationLink> STOCK =
            List.of(
                    new NavigationLink("/train/overview", "nav.overview"),
                    new NavigationLink("/train/model", "nav.model"),
                    new NavigationLink("/train/system", "nav.system"));

    /** All in order. */
    public static List<NavigationLink> all() {
        return Stream.concat(
                        Stream.of(Page.values())
                                .map(page -> new NavigationLink(page.path(), "nav." + page.word())),
                        STOCK.stream())
                .toList();
    }
}
