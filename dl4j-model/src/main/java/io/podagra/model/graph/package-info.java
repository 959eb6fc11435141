/**
 * What Podagra changes in a Deeplearning4j graph, or computes of a part of it. Knows none of
 * Podagra's other packages, so that all may use it.
 */
package io.podagra.model.graph;
