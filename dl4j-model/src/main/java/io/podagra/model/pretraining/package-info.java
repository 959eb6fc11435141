/**
 * Base weights of Podagra's own: a network that learns all there is to know of synthetic images, so
 * that a study's networks need not learn to see from a few hundred.
 */
package io.podagra.model.pretraining;
