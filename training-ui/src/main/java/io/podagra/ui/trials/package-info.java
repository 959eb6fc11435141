/** The trials page: the search for the settings of each arm. */
package io.podagra.ui.trials;
