/** Where in an image a network sees what speaks for abnormal. */
package io.podagra.model.saliency;
