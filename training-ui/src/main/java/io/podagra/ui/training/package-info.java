/** The pages of the study and of its training: where the run stands, and the curves of each arm. */
package io.podagra.ui.training;
