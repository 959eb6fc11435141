package io.podagra.ui.trials;

import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageModule;
import io.podagra.ui.page.RunFeed;
import io.podagra.ui.storage.JsonRecord;

/**
 * The trials page, which shows how the tuning of each arm goes: {@code /trials}.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class TrialsModule extends PageModule {
    /** For {@code ServiceLoader}. */
    public TrialsModule() {
        super(Page.TRIALS, new RunFeed(JsonRecord.TRIALS, TrialsView::new));
    }
}
