package io.podagra.model.tuning;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** The score that a trial came to by itself; larger is better. */
final class LargestScore implements ScoreFunction {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("deprecation") // not called, but asked for by Arbiter's interface
    @Override
    public double score(
            Object model, DataProvider dataProvider, Map<String, Object> dataParameters) {
        return score(model);
    }

    @Override
    public double score(
            Object model, Class<? extends DataSource> dataSource, Properties dataSourceProperties) {
        return score(model);
    }

    private static double score(Object model) {
        return ((Trial) model).score().orElseThrow();
    }

    @Override
    public boolean minimize() {
        return false;
    }

    @Override
    public List<Class<?>> getSupportedModelTypes() {
        return List.of(Trial.class);
    }

    /** Any: images are the objective's concern. */
    @Override
    public List<Class<?>> getSupportedDataTypes() {
        return List.of(Object.class);
    }
}
