package io.podagra.model.deployment;

import io.podagra.data.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which network an image goes to. An image of a view that none was trained on goes to none. */
final class Routing {
    private Routing() {}

    /**
     * @param view of the image, where it is known
     * @throws InvalidInputException if no model was trained on the view, or if there is a choice
     *     and the view is not known
     */
    static DeployedModel model(List<DeployedModel> models, Optional<String> view) {
        if (view.isEmpty()) {
            if (models.size() == 1) {
                return models.get(0);
            }
            throw new InvalidInputException(
                    "there is a network for each view (%s) and the image's view is not known; say which view it is of"
                            .formatted(views(models)));
        }
        return models.stream()
                .filter(
                        model ->
                                model.use().views().isEmpty()
                                        || model.use().views().contains(view.get()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "view '%s' is none that the model was trained on; expected one of %s"
                                                .formatted(view.get(), views(models))));
    }

    private static String views(List<DeployedModel> models) {
        return models.stream()
                .flatMap(model -> model.use().views().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
