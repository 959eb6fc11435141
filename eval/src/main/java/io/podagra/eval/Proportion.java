package io.podagra.eval;

/**
 * A share of images with two intervals.
 *
 * @param value from 0 to 1
 * @param wilson takes the images as independent
 * @param bootstrap takes the patients as independent
 */
public record Proportion(
        Figure<Double> value, Figure<Interval> wilson, Figure<Interval> bootstrap) {}
