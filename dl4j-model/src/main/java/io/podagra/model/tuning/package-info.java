/**
 * Tuning: many trainings of one arm with other settings, proposed by Arbiter, of which the best is
 * kept. {@link io.podagra.model.tuning.TuningSearch} is the door; how a trial is trained is the
 * caller's {@link io.podagra.model.tuning.Objective}.
 */
package io.podagra.model.tuning;
