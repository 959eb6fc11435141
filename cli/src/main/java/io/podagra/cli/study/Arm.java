package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.InvalidInputException;
import io.podagra.data.Part;
import io.podagra.data.Split;
import io.podagra.data.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One network to train: the single model, or one view's network of the multiple model.
 *
 * @param name of the arm and of its folder in the run
 * @param view whose images it is trained on; empty for the single model
 */
public record Arm(String name, Optional<View> view) {
    /** The arm of the single model. */
    public static final Arm SINGLE = new Arm("single", Optional.empty());

    /** Names that mean something else in a run folder, or in the figures of the evaluation. */
    private static final Set<String> RESERVED =
            Set.of("single", "multiple", "all", "eval", RunFolder.LEARNING_CURVE);

    /**
     * Every arm of a study on these views: the single model, then the views in order. A view's arm
     * has its name, unless that name is taken: the view {@code single} trains {@code view-single}.
     */
    public static List<Arm> of(List<View> views) {
        Set<String> taken = new HashSet<>(RESERVED);
        views.forEach(view -> taken.add(view.name()));
        List<Arm> arms = new ArrayList<>();
        arms.add(SINGLE);
        for (View view : views) {
            String name = view.name();
            if (RESERVED.contains(name)) {
                do {
                    name = "view-" + name;
                } while (!taken.add(name));
            }
            arms.add(new Arm(name, Optional.of(view)));
        }
        return List.copyOf(arms);
    }

    /**
     * The arm with a name.
     *
     * @throws InvalidInputException if there is none of this name
     */
    public static Arm named(String name, List<Arm> arms) {
        return arms.stream()
                .filter(arm -> arm.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "there is no arm '%s'; this cohort has %s"
                                                .formatted(
                                                        name,
                                                        String.join(
                                                                ", ",
                                                                arms.stream()
                                                                        .map(Arm::name)
                                                                        .toList()))));
    }

    /** Those of some images that this arm is for. */
    List<CohortImage> among(List<CohortImage> images) {
        return view.map(one -> images.stream().filter(image -> image.view().equals(one)).toList())
                .orElse(images);
    }

    /** The images of this arm in a part of the split. */
    public List<CohortImage> images(Split split, Part part) {
        return view.map(one -> split.images(part, one)).orElseGet(() -> split.images(part));
    }
}
