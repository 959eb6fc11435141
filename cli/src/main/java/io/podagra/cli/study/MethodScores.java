package io.podagra.cli.study;

import io.podagra.data.CohortImage;
import io.podagra.data.View;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arms' scores put together into the methods. */
final class MethodScores {
    private final Map<Optional<View>, ArmScores> scoresOfView = new HashMap<>();

    private MethodScores() {}

    /**
     * Reads the scores that trainings left.
     *
     * @param works of the single model, of every view, or of both
     * @throws io.podagra.data.InvalidInputException if a file is damaged
     */
    static MethodScores read(List<ArmWork> works) throws IOException {
        MethodScores scores = new MethodScores();
        for (ArmWork work : works) {
            scores.scoresOfView.put(work.arm().view(), ArmScores.read(work.folder().scores()));
        }
        return scores;
    }

    /**
     * @throws io.podagra.data.InvalidInputException if an arm did not score an image
     */
    ScoreTable table(List<CohortImage> images) {
        return ScoreTable.of(images.stream().map(this::scored).toList());
    }

    /** The multiple model's score of an image is that of its own view's network. */
    private ScoredImage scored(CohortImage image) {
        Map<Method, Double> scores = new EnumMap<>(Method.class);
        put(scores, Method.SINGLE, Optional.empty(), image);
        put(scores, Method.MULTIPLE, Optional.of(image.view()), image);
        return new ScoredImage(
                image.id(),
                image.patientId(),
                image.view().name(),
                image.label(),
                scores,
                image.attributes());
    }

    private void put(
            Map<Method, Double> scores, Method method, Optional<View> view, CohortImage image) {
        ArmScores ofView = scoresOfView.get(view);
        if (ofView != null) {
            scores.put(method, ofView.of(image));
        }
    }
}
