/**
 * A trained model where it is used: loaded from its zip, or a bundle of models with a view each, it
 * says of an image what it is. Needs neither commands nor pages nor the search for settings.
 */
package io.podagra.model.deployment;
