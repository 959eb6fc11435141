package io.podagra.ui.training;

import io.podagra.ui.page.Page;
import io.podagra.ui.page.PageModule;
import io.podagra.ui.page.RunFeed;
import io.podagra.ui.storage.JsonRecord;

/**
 * The training's page: the curves of every arm.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class TrainingModule extends PageModule {
    /** For {@code ServiceLoader}. */
    public TrainingModule() {
        super(Page.TRAINING, new RunFeed(JsonRecord.TRAINING, CurvesView::new));
    }
}
