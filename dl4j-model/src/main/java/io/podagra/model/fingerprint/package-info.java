/** What a model remembers of its images, to tell whether later ones are like them. */
package io.podagra.model.fingerprint;
