/**
 * Base weights: trained elsewhere, read from the files in which they are published, checked, and
 * copied into the network. {@link io.podagra.model.weights.BaseWeights} is the door; no code of a
 * file is ever run.
 */
package io.podagra.model.weights;
