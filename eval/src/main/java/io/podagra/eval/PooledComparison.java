package io.podagra.eval;

import io.podagra.eval.statistics.AucComparison;
import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.Figure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The methods over all views in one {@link Pooling}, with patients as the independent units.
 *
 * @param aucs by method, single first
 * @param difference AUC single less AUC multiple; undefined if one method was scored
 * @param verdict what its interval shows against the margin
 */
public record PooledComparison(
        Map<Method, Figure<AucEstimate>> aucs,
        Figure<AucComparison> difference,
        Figure<Verdict> verdict) {
    public PooledComparison {
        aucs = Collections.unmodifiableMap(new EnumMap<>(aucs));
    }
}
