package io.podagra.ui.runs;

import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageModule;

/**
 * The page of several runs side by side.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class RunsModule extends PageModule {
    /** For {@code ServiceLoader}. */
    public RunsModule() {
        super(Page.RUNS, new RunsFeed());
    }
}
