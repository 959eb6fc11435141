package io.podagra.data.phantom;

import io.podagra.data.InvalidInputException;

/**
 * What synthetic cohort to make.
 *
 * @param patients from 4 to 9,999
 * @param images in all, over three views of each patient: at least one of each, at most 99
 * @param seed of everything random in it; one seed, one cohort
 * @param difficulty divides the severity of the signs: 1 is the reference, less is easier; more
 *     than 0, at most 10
 */
public record PhantomSettings(int patients, int images, long seed, double difficulty) {
    private static final int MINIMUM_PATIENTS = 4;
    private static final int MAXIMUM_PATIENTS = 9_999;
    private static final int VIEWS = PhantomView.values().length;
    private static final int MAXIMUM_FRAMES = 99;

    /**
     * @throws InvalidInputException if a value is out of its range
     */
    public PhantomSettings {
        if (patients < MINIMUM_PATIENTS || patients > MAXIMUM_PATIENTS) {
            throw outOfRange("patients", patients, MINIMUM_PATIENTS, MAXIMUM_PATIENTS);
        }
        int fewest = patients * VIEWS;
        // Half of the most frames each, because patients differ in how many they get.
        int most = fewest * MAXIMUM_FRAMES / 2;
        if (images < fewest || images > most) {
            throw outOfRange("images of " + patients + " patients", images, fewest, most);
        }
        if (!(difficulty > 0 && difficulty <= 10)) {
            throw new InvalidInputException(
                    "difficulty is " + difficulty + ", expected more than 0 and at most 10");
        }
    }

    /**
     * Small and easy, for a demonstration in minutes: 60 patients, 360 images, signs two and a half
     * times as severe as the reference, so that a network can learn from so few.
     */
    public static PhantomSettings demo() {
        return new PhantomSettings(60, 360, 1, 0.4);
    }

    /**
     * As many patients, images and, of those, abnormal ones as the paper has: 351, 4,032, 2,040.
     */
    public static PhantomSettings paper() {
        return new PhantomSettings(351, 4_032, 1, 1);
    }

    private static InvalidInputException outOfRange(String name, int value, int low, int high) {
        return new InvalidInputException(
                "The number of "
                        + name
                        + " is "
                        + value
                        + ", expected from "
                        + low
                        + " to "
                        + high);
    }
}
