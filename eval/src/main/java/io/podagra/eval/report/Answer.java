package io.podagra.eval.report;

import io.podagra.eval.StudyMetrics;
import java.util.List;

/**
 * Says in plain words what the comparison shows. The interval of the difference decides, never a
 * p-value: the paper reads P = 0.62 as no need for a model per view, which no test can show.
 *
 * @param headline the answer in one sentence, with its interval
 * @param sentences what it rests on
 */
record Answer(String headline, List<String> sentences) {
    Answer {
        sentences = List.copyOf(sentences);
    }

    static Answer of(StudyMetrics metrics, Messages messages) {
        AnswerWriter writer = new AnswerWriter(metrics, messages);
        return metrics.all()
                .comparison()
                .map(writer::ofTwo)
                .orElseGet(() -> writer.ofOne(metrics.methods().get(0)));
    }
}
