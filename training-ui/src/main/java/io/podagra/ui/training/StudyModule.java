package io.podagra.ui.training;

import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageModule;
import io.podagra.ui.page.RunFeed;
import io.podagra.ui.storage.JsonRecord;

/**
 * The study's page: what the run does now.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class StudyModule extends PageModule {
    /** For {@code ServiceLoader}. */
    public StudyModule() {
        super(Page.STUDY, new RunFeed(JsonRecord.TRAINING, StudyView::new));
    }
}
