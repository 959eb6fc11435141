/**
 * The statistics of classifiers that score images, several of one patient among them. Each stands
 * by itself and starts from {@link io.podagra.eval.statistics.LabelledScores} and, where images of
 * one patient must not pass for independent, {@link io.podagra.eval.statistics.Patients}. What is
 * not defined for the data is a {@link io.podagra.eval.statistics.Figure} with the reason.
 */
package io.podagra.eval.statistics;
