package io.podagra.eval.report;

import io.podagra.eval.LearningCurve;
import io.podagra.eval.PooledComparison;
import io.podagra.eval.Pooling;
import io.podagra.eval.StudyMetrics;
import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;
import io.podagra.eval.statistics.ZTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods over all views put together in four ways, and by how much they learnt from. */
final class PoolingSection {
    private static final double CONFIDENCE = Interval.CONFIDENCE;

    private final Messages messages;
    private final Words words;

    PoolingSection(Messages messages) {
        this.messages = messages;
        this.words = new Words(messages);
    }

    List<Map<String, Object>> poolings(StudyMetrics metrics) {
        List<Map<String, Object>> poolings = new ArrayList<>();
        metrics.poolings().forEach((pooling, pooled) -> poolings.add(pooling(pooling, pooled)));
        return poolings;
    }

    private Map<String, Object> pooling(Pooling pooling, PooledComparison pooled) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", messages.text("pooling." + pooling.key()));
        model.put("what", messages.text("pooling." + pooling.key() + ".what"));
        List<Map<String, Object>> aucs = new ArrayList<>();
        pooled.aucs().forEach((method, auc) -> aucs.add(auc(auc)));
        model.put("aucs", aucs);
        Figure<AucComparison> difference = pooled.difference();
        Figure<ZTest> test = difference.flatMap(AucComparison::test);
        model.put(
                "difference",
                words.cell(difference.map(AucComparison::difference), Format::signed));
        model.put(
                "interval",
                words.signedInterval(difference.flatMap(known -> known.interval(CONFIDENCE))));
        model.put("z", words.cell(test.map(ZTest::z), Format::ratio));
        model.put("p", words.cell(test.map(ZTest::p), Format::p));
        model.put("reading", words.verdict(pooled.verdict()));
        return model;
    }

    private Map<String, Object> auc(Figure<AucEstimate> estimate) {
        return Map.of(
                "auc", words.number(estimate.map(AucEstimate::auc)),
                "interval", words.interval(estimate.flatMap(known -> known.interval(CONFIDENCE))));
    }

    List<Map<String, Object>> learningCurve(LearningCurve curve) {
        return curve.points().stream().map(this::point).toList();
    }

    private Map<String, Object> point(LearningCurve.Point point) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "kind",
                messages.text(
                        "learning." + Words.key(point.kind()), Format.share(point.fraction())));
        model.put("method", words.method(point.method()));
        model.put("images", Format.count(point.trainingImages()));
        model.put("patients", Format.count(point.trainingPatients()));
        model.put("auc", words.number(point.auc()));
        model.put("interval", words.interval(point.interval()));
        return model;
    }
}
