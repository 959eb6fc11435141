package io.podagra.cli.predict;

import io.podagra.model.ModelUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a row says of the model, the same in every row. */
final class ModelWords {
    private final Map<String, String> preprocessing = new HashMap<>();
    private final boolean synthetic;

    ModelWords(List<ModelUse> models) {
        models.forEach(
                use ->
                        preprocessing.put(
                                use.arm(),
                                "%d px, %s"
                                        .formatted(
                                                use.preprocessing().size(),
                                                use.preprocessing().words())));
        synthetic = models.stream().anyMatch(use -> use.synthetic().orElse(false));
    }

    /** How an image became the input of an arm's network. */
    String preprocessing(String arm) {
        return preprocessing.get(arm);
    }

    boolean synthetic() {
        return synthetic;
    }
}
