/**
 * The evaluation of two methods that scored the same images. {@link io.podagra.eval.ScoreTable}
 * reads the scores, {@link io.podagra.eval.StudyEvaluation} computes the figures with {@code
 * io.podagra.eval.statistics}, {@code io.podagra.eval.report} writes them.
 */
package io.podagra.eval;
