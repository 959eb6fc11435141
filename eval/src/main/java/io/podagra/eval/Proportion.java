package io.podagra.eval;

import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.Interval;

/**
 * A share of images with two intervals.
 *
 * @param value from 0 to 1
 * @param wilson takes the images as independent
 * @param bootstrap takes the patients as independent
 */
public record Proportion(
        Figure<Double> value, Figure<Interval> wilson, Figure<Interval> bootstrap) {}
