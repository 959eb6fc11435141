package io.podagra.ui;

/**
 * The evaluation page: {@value #PAGE} is the page, {@value #DATA} what it shows.
 *
 * <p>Public only because Deeplearning4j finds it by {@code ServiceLoader}.
 */
public final class EvaluationModule extends PageModule {
    static final String PAGE = "/roc";
    static final String DATA = "/roc/data";

    /** For {@code ServiceLoader}. */
    public EvaluationModule() {
        super(
                PAGE,
                DATA,
                new RunFeed(JsonRecord.EVALUATION, EvaluationView::new),
                "evaluation.html");
    }
}
