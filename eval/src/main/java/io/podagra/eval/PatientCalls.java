package io.podagra.eval;

import io.podagra.eval.statistics.AucEstimate;
import io.podagra.eval.statistics.ConfusionCounts;
import io.podagra.eval.statistics.Figure;
import io.podagra.eval.statistics.LabelledScores;
import io.podagra.eval.statistics.OperatingPoint;

/**
 * One method's calls of patients. A patient's score is the share of the images called abnormal; the
 * patient is abnormal if an image is (compare doi 10.11152/mu-4495).
 *
 * @param shares one score for each test patient
 * @param auc with DeLong's variance: patients are independent
 * @param chosen the share from which a patient is called abnormal, by Youden's index on validation
 *     patients
 * @param counts of calls of test patients
 */
public record PatientCalls(
        LabelledScores shares,
        Figure<AucEstimate> auc,
        Figure<OperatingPoint> chosen,
        Figure<ConfusionCounts> counts) {}
