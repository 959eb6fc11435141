package io.podagra.model;

/** Names of what a model zip of Podagra's may hold beside its network and metadata. */
public final class ModelEntries {
    /** What it came to on the test images, with intervals: a part of the study's metrics.json. */
    public static final String METRICS = "podagra/metrics.json";

    /** What it was trained on: versions, processor, memory. */
    public static final String ENVIRONMENT = "podagra/environment.json";

    /** Trials of the search for its settings. */
    public static final String TRIALS = "podagra/trials.csv";

    /** Statistics of the images it was trained on, to tell whether others are like them. */
    public static final String FINGERPRINT = "podagra/fingerprint.json";

    /** The model card, for programs. */
    public static final String CARD_JSON = "podagra/card.json";

    /** The model card, for people. */
    public static final String CARD_HTML = "podagra/card.html";

    /** The same network with its batch norms folded, as a zip of Deeplearning4j's in the zip. */
    public static final String FOLDED = "podagra/folded.zip";

    /** What tells a bundle of models from a model. */
    public static final String BUNDLE = "podagra/bundle.json";

    private ModelEntries() {}
}
