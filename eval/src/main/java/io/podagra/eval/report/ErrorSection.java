package io.podagra.eval.report;

import io.podagra.data.Label;
import io.podagra.eval.Method;
import io.podagra.eval.ScoreTable;
import io.podagra.eval.ScoredImage;
import io.podagra.eval.StudyMetrics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The worst errors of each method, with the pictures where there are some. */
final class ErrorSection {
    private final Messages messages;
    private final Thumbnails thumbnails;

    ErrorSection(Messages messages, Thumbnails thumbnails) {
        this.messages = messages;
        this.thumbnails = thumbnails;
    }

    List<Map<String, Object>> methods(StudyMetrics metrics, ScoreTable test) {
        return metrics.methods().stream().map(method -> method(method, metrics, test)).toList();
    }

    private Map<String, Object> method(Method method, StudyMetrics metrics, ScoreTable test) {
        double threshold = metrics.all().methods().get(method).threshold();
        WorstErrors errors = WorstErrors.of(test, method, threshold);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "title",
                messages.text(
                        "errors.title",
                        messages.method(method),
                        Format.count(errors.wrong()),
                        messages.counted("images", test.images().size()),
                        Format.number(threshold)));
        Map<String, String> explained = explained(errors, method);
        List<Map<String, Object>> images =
                errors.worst().stream().map(image -> image(image, explained)).toList();
        model.put("images", images);
        model.put("pictures", images.stream().anyMatch(image -> image.containsKey("picture")));
        model.put("explained", !explained.isEmpty());
        return model;
    }

    /** By the images' names, drawn view by view. */
    private Map<String, String> explained(WorstErrors errors, Method method) {
        Map<String, String> explained = new HashMap<>();
        errors.worst().stream()
                .sorted(Comparator.comparing(ScoredImage::view))
                .map(ScoredImage::imageId)
                .forEach(
                        id ->
                                thumbnails
                                        .explained(id, method)
                                        .ifPresent(
                                                picture ->
                                                        explained.put(
                                                                id, Picture.dataUri(picture))));
        return explained;
    }

    private Map<String, Object> image(ScoredImage image, Map<String, String> explained) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", image.imageId());
        model.put("view", messages.set(image.view()));
        model.put(
                "label",
                messages.text(image.label() == Label.ABNORMAL ? "label.abnormal" : "label.normal"));
        for (Method method : Method.values()) {
            image.score(method).ifPresent(score -> model.put(method.word(), Format.number(score)));
        }
        thumbnails
                .of(image.imageId())
                .ifPresent(picture -> model.put("picture", Picture.dataUri(picture)));
        if (explained.containsKey(image.imageId())) {
            model.put("explained", explained.get(image.imageId()));
        }
        return model;
    }
}
