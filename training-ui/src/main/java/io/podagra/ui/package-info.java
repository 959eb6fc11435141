/**
 * The pages in the browser: {@link io.podagra.ui.TrainingUi} serves Deeplearning4j's training
 * curves and Podagra's evaluation page to this machine; {@link io.podagra.ui.RunStatsStorage} keeps
 * what they show in a run's folder; {@link io.podagra.ui.RocPublisher} adds evaluations.
 */
package io.podagra.ui;
