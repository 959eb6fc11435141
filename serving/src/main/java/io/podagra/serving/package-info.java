/**
 * Models behind a small HTTP service: an image goes in, what the model says of it comes out. Images
 * stay in memory, and no longer than their answer takes.
 */
package io.podagra.serving;
