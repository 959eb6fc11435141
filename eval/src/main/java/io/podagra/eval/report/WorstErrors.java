package io.podagra.eval.report;

import io.podagra.data.Label;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import java.util.Comparator;
import java.util.List;

/**
 * The test images that a method is most surely wrong about: of those called wrongly, the ones whose
 * score is farthest from the label. Equally wrong ones stand in the order of their names.
 *
 * @param wrong how many images are called wrongly in all
 * @param worst the worst of them, at most {@link #SHOWN}
 */
record WorstErrors(int wrong, List<ScoredImage> worst) {
    /** As many as fit half a page. */
    static final int SHOWN = 8;

    WorstErrors {
        worst = List.copyOf(worst);
    }

    /**
     * @param threshold a call is abnormal when the score is at least this
     */
    static WorstErrors of(ScoreTable test, Method method, double threshold) {
        List<ScoredImage> wrong =
                test.images().stream()
                        .filter(image -> isWrong(image, method, threshold))
                        .sorted(
                                Comparator.comparingDouble(
                                                (ScoredImage image) -> -distance(image, method))
                                        .thenComparing(ScoredImage::imageId))
                        .toList();
        return new WorstErrors(wrong.size(), wrong.subList(0, Math.min(SHOWN, wrong.size())));
    }

    private static boolean isWrong(ScoredImage image, Method method, double threshold) {
        return (score(image, method) >= threshold) != (image.label() == Label.ABNORMAL);
    }

    /** Of the score from the label, 0 to 1. */
    private static double distance(ScoredImage image, Method method) {
        return Math.abs(score(image, method) - image.label().code());
    }

    private static double score(ScoredImage image, Method method) {
        return image.score(method).orElseThrow();
    }
}
