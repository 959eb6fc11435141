package io.podagra.model.training;

import static org.nd4j.linalg.learning.config.Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY;
import static org.nd4j.linalg.learning.config.Adam.DEFAULT_ADAM_BETA2_VAR_DECAY;
import static org.nd4j.linalg.learning.config.Adam.DEFAULT_ADAM_EPSILON;

/**
 * How the gradient becomes a step at a rate of 1, value by value: in float and in the order of
 * Deeplearning4j's updaters, so that a run may go on with either. The loops are plain enough for
 * the virtual machine to make vector instructions of them.
 */
sealed interface StepRule {
    static StepRule of(TrainingSettings settings) {
        return switch (settings.optimiser()) {
            case ADAMW ->
                    new Adam(
                            (float) DEFAULT_ADAM_BETA1_MEAN_DECAY,
                            (float) DEFAULT_ADAM_BETA2_VAR_DECAY,
                            (float) DEFAULT_ADAM_EPSILON);
            case SGD -> new Nesterov((float) settings.momentum());
        };
    }

    /**
     * Makes a step of a gradient, in place.
     *
     * @param gradient mean over the images
     * @param memory of the steps before, all zero at first; an array for each slot
     * @param length how many of the values to look at
     * @param taken how many steps there were before
     */
    void apply(float[] gradient, float[][] memory, int length, int taken);

    /**
     * Kingma and Ba 2015, arXiv:1412.6980, algorithm 1 in the order of its section 2. Remembers the
     * mean, then the mean square.
     */
    record Adam(float beta1, float beta2, float epsilon) implements StepRule {
        @Override
        public void apply(float[] gradient, float[][] memory, int length, int taken) {
            float[] mean = memory[0];
            float[] square = memory[1];
            average(mean, gradient, length);
            averageSquare(square, gradient, length);
            divide(gradient, mean, square, length, correction(taken + 1));
        }

        private float correction(int step) {
            float power1 = (float) Math.pow(beta1, step);
            float power2 = (float) Math.pow(beta2, step);
            return (float) (Math.sqrt(1.0 - power2) / (1.0 - power1));
        }

        private void average(float[] mean, float[] gradient, int length) {
            float keep = beta1;
            float take = 1 - beta1;
            for (int i = 0; i < length; i++) {
                mean[i] = keep * mean[i] + gradient[i] * take;
            }
        }

        private void averageSquare(float[] square, float[] gradient, int length) {
            float keep = beta2;
            float take = 1 - beta2;
            for (int i = 0; i < length; i++) {
                square[i] = keep * square[i] + gradient[i] * gradient[i] * take;
            }
        }

        private void divide(
                float[] step, float[] mean, float[] square, int length, float correction) {
            float floor = epsilon;
            for (int i = 0; i < length; i++) {
                step[i] = mean[i] * correction / ((float) Math.sqrt(square[i]) + floor);
            }
        }
    }

    /**
     * Nesterov's momentum, with the rate outside it. Remembers the velocity, which points where the
     * parameters go.
     */
    record Nesterov(float momentum) implements StepRule {
        @Override
        public void apply(float[] gradient, float[][] memory, int length, int taken) {
            float[] velocity = memory[0];
            float keep = momentum;
            float look = -momentum - 1;
            for (int i = 0; i < length; i++) {
                float kept = keep * velocity[i];
                float next = kept - gradient[i];
                gradient[i] = kept + look * next;
                velocity[i] = next;
            }
        }
    }
}
