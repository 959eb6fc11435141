package io.podagra.serving;

import static java.util.Objects.requireNonNull;

import io.podagra.model.ModelUse;
import io.podagra.model.deployment.Classifier;
import java.util.Optional;

/**
 * A model or bundle that is served.
 *
 * @param name by which it is asked for
 * @param classifier open as long as it is served; whoever loaded it closes it
 */
public record ServedModel(String name, Classifier classifier) {
    public ServedModel {
        requireNonNull(name, "name is null");
        requireNonNull(classifier, "classifier is null");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank");
        }
    }

    /**
     * How the network is used that an image goes to.
     *
     * @param view of an image that the classifier takes
     */
    ModelUse use(Optional<String> view) {
        return classifier.models().stream()
                .filter(
                        use ->
                                view.isEmpty()
                                        || use.views().isEmpty()
                                        || use.views().contains(view.get()))
                .findFirst()
                .orElseThrow();
    }
}
