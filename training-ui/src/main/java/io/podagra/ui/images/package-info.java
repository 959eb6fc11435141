/** The page of images: varied training samples, and the images farthest from their labels. */
package io.podagra.ui.images;
