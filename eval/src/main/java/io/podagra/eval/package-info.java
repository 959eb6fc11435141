/**
 * Statistics and reports of two methods that scored the same images. {@link
 * io.podagra.eval.ScoreTable} reads the scores, {@link io.podagra.eval.StudyEvaluation} computes
 * the figures, {@link io.podagra.eval.EvaluationReport} writes them; each statistic can be used by
 * itself.
 */
package io.podagra.eval;
