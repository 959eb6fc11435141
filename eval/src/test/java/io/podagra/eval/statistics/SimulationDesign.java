package io.podagra.eval.statistics;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Scores whose true AUC is known. An image's score is normal with variance 1 in either class, a
 * part of which all images of its patient share; the abnormal lie higher by so much that an
 * abnormal and a normal image of different patients are in order with the probability {@code auc}.
 * Both methods have the same AUC.
 *
 * @param patients how many
 * @param imagesEach of each patient
 * @param labels how alike the labels of a patient's images are; half of all images are abnormal
 * @param auc of both methods, by the binormal formula Phi(separation / sqrt 2)
 * @param patientShare the share of the variance that is the patient's: the correlation of two
 *     images of the same patient and class
 * @param methodCorrelation of the two methods' scores, within patients and between them
 */
public record SimulationDesign(
        int patients,
        int imagesEach,
        Labels labels,
        double auc,
        double patientShare,
        double methodCorrelation) {
    /** How the labels of one patient's images hang together. */
    public enum Labels {
        /** Drawn for each image alone: every patient has about as many of both classes. */
        INDEPENDENT {
            @Override
            double prevalence(SplittableRandom random) {
                return 0.5;
            }
        },
        /** Most of a patient's images are of one class, some of the other: Beta(1/2, 1/2). */
        ALIKE {
            @Override
            double prevalence(SplittableRandom random) {
                return Math.pow(Math.sin(Math.PI / 2 * random.nextDouble()), 2);
            }
        },
        /** All images of a patient are of one class. */
        SAME {
            @Override
            double prevalence(SplittableRandom random) {
                return random.nextBoolean() ? 1 : 0;
            }
        };

        /** The share of abnormal images to expect of a patient. */
        abstract double prevalence(SplittableRandom random);

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was drawn: both methods' scores of the same images. */
    public record Sample(LabelledScores first, LabelledScores second, Patients patients) {}

    public Sample draw(SplittableRandom random) {
        double separation =
                Math.sqrt(2) * NormalDistribution.of(0, 1).inverseCumulativeProbability(auc);
        int images = patients * imagesEach;
        double[] first = new double[images];
        double[] second = new double[images];
        boolean[] abnormal = new boolean[images];
        for (int patient = 0; patient < patients; patient++) {
            double prevalence = labels.prevalence(random);
            double[] ofPatient = pair(random, patientShare);
            for (int i = patient * imagesEach; i < (patient + 1) * imagesEach; i++) {
                abnormal[i] = random.nextDouble() < prevalence;
                double[] own = pair(random, 1 - patientShare);
                double shift = abnormal[i] ? separation : 0;
                first[i] = shift + ofPatient[0] + own[0];
                second[i] = shift + ofPatient[1] + own[1];
            }
        }
        return new Sample(
                LabelledScores.of(first, abnormal),
                LabelledScores.of(second, abnormal),
                Patients.of(
                        IntStream.range(0, images)
                                .mapToObj(i -> String.valueOf(i / imagesEach))
                                .toList()));
    }

    /** A normal number for each method, correlated. */
    private double[] pair(SplittableRandom random, double variance) {
        double common = Math.sqrt(methodCorrelation * variance) * random.nextGaussian();
        double own = Math.sqrt((1 - methodCorrelation) * variance);
        return new double[] {
            common + own * random.nextGaussian(), common + own * random.nextGaussian()
        };
    }
}
