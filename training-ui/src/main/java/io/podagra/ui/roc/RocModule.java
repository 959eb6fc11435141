package io.podagra.ui.roc;

import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageModule;
import io.podagra.ui.page.RunFeed;
import io.podagra.ui.storage.JsonRecord;

/**
 * The page of ROC curves: {@code /roc}.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class RocModule extends PageModule {
    /** For {@code ServiceLoader}. */
    public RocModule() {
        super(Page.ROC, new RunFeed(JsonRecord.EVALUATION, RocView::new));
    }
}
