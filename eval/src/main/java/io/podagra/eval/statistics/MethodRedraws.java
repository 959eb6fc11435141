package io.podagra.eval.statistics;

/**
 * The figures of one method in each redraw of the patients.
 *
 * @param auc undefined in redraws with one class only
 * @param accuracy defined in all
 * @param sensitivity undefined in redraws without an abnormal image
 * @param specificity undefined in redraws without a normal image
 */
public record MethodRedraws(
        Redraws auc, Redraws accuracy, Redraws sensitivity, Redraws specificity) {}
