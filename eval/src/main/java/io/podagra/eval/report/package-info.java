/**
 * An evaluation as files: {@link io.podagra.eval.report.EvaluationReport} writes {@code
 * metrics.json}, {@code report.html} and the figures.
 */
package io.podagra.eval.report;
