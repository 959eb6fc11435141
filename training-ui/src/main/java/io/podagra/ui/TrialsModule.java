package io.podagra.ui;

/**
 * The trials page, which shows how the tuning of each arm goes: {@value #PAGE} is the page, {@value
 * #DATA} what it shows.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class TrialsModule extends PageModule {
    static final String PAGE = "/trials";
    static final String DATA = "/trials/data";

    /** For {@code ServiceLoader}. */
    public TrialsModule() {
        super(PAGE, DATA, new RunFeed(JsonRecord.TRIALS, TrialsView::new), "trials.html");
    }
}
