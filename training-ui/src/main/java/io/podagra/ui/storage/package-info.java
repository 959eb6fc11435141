/** A run's records on disk: what is written while it runs, and read to show it. */
package io.podagra.ui.storage;
