/**
 * How a network is trained: its settings, the step, the schedule, the checkpoints.
 *
 * <p>{@link io.podagra.model.training.TrainingLoop} does it; {@link
 * io.podagra.model.training.ArmTrainer} is the loop for one network of a study. Nothing here knows
 * where the network comes from.
 */
package io.podagra.model.training;
