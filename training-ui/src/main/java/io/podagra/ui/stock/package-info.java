/** Deeplearning4j's own pages, changed where they have to be. */
package io.podagra.ui.stock;
