package io.podagra.model.onednn;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that are skipped, and say why, where networks are left to Deeplearning4j's own layers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WhereOneDnnRuns.Condition.class)
@interface WhereOneDnnRuns {

    /** Asks {@link OneDnn#obstacle()}. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return OneDnn.obstacle()
                    .map(why -> ConditionEvaluationResult.disabled("no oneDNN here: " + why))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("oneDNN runs here"));
        }
    }
}
