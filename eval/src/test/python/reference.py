"""Adds what pROC does not compute, with scikit-learn, statsmodels, SciPy and NumPy.

    cd eval && python3 src/test/python/reference.py src/test/resources/io/podagra/eval/statistics/reference

Needs scikit-learn (1.2.1), statsmodels (0.13.5) and SciPy (1.10.1; Debian: python3-sklearn,
python3-statsmodels). Reads the tables that reference.R wrote and writes expected-sklearn.csv with the
columns data,figure,value, and the AUCs of redrawn patients in redraws/NAME-FIGURE.csv.
"""

import csv
import pathlib
import sys

import numpy as np
import statsmodels.api as sm
from scipy.stats import bootstrap, norm
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score, roc_curve
from statsmodels.stats.proportion import proportion_confint

PREVALENCE = 0.1
METHODS = ("single", "multiple")


def logit(p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def logistic(scores, targets):
    """Intercept and slope of the targets on the scores' logits."""
    x = sm.add_constant(logit(scores))
    return sm.GLM(targets, x, family=sm.families.Binomial()).fit(maxiter=200, tol=1e-14).params


def platt(labels, scores):
    """Platt (1999): the targets are smoothed by one image of each class."""
    high = (labels.sum() + 1) / (labels.sum() + 2)
    low = 1 / ((1 - labels).sum() + 2)
    return logistic(scores, np.where(labels == 1, high, low))


def net_benefit(labels, scores, threshold):
    """Vickers & Elkin (2006), as printed: TP/N - FP/N t/(1 - t), at the images' own prevalence."""
    called = scores >= threshold
    true = np.sum(called & (labels == 1))
    false = np.sum(called & (labels == 0))
    return true / len(labels) - false / len(labels) * threshold / (1 - threshold)


def predictive_interval(labels, called, positive):
    """The logit's variance by the delta method with numerical derivatives."""
    m, n = labels.sum(), (1 - labels).sum()
    rates = np.array([np.sum(called & (labels == 1)) / m, np.sum(~called & (labels == 0)) / n])

    def predictive_logit(sensitivity, specificity):
        if positive:
            value = sensitivity * PREVALENCE
            value /= value + (1 - specificity) * (1 - PREVALENCE)
        else:
            value = specificity * (1 - PREVALENCE)
            value /= value + (1 - sensitivity) * PREVALENCE
        return np.log(value / (1 - value))

    step = 1e-6
    gradient = [
        (predictive_logit(*(rates + d)) - predictive_logit(*(rates - d))) / (2 * step)
        for d in step * np.eye(2)
    ]
    error = np.sqrt(np.sum(np.square(gradient) * rates * (1 - rates) / [m, n]))
    ends = predictive_logit(*rates) + norm.ppf(0.975) * error * np.array([-1, 1])
    return 1 / (1 + np.exp(-ends))


def accelerated(name, figure, statistic, patients):
    """BCa by SciPy, which redraws and leaves out the numbers of patients."""
    result = bootstrap(
        (np.arange(patients),), statistic, vectorized=False, n_resamples=499, method="BCa",
        confidence_level=0.95, random_state=1,
    )
    (folder / "redraws").mkdir(exist_ok=True)
    with open(folder / "redraws" / f"{name}-{figure}.csv", "w", newline="\n") as file:
        file.write("value\n")
        file.writelines(f"{value!r}\n" for value in result.bootstrap_distribution.tolist())
    return result.confidence_interval


folder = pathlib.Path(sys.argv[1])
with open(folder / "expected-sklearn.csv", "w", newline="\n") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["data", "figure", "value"])
    for table in sorted(folder.glob("*.csv")):
        if table.name.startswith("expected"):
            continue
        with open(table) as rows:
            images = list(csv.DictReader(rows))
        labels = np.array([int(image["label"]) for image in images])
        ids = [image["patient_id"] for image in images]
        numbers = {patient: number for number, patient in enumerate(dict.fromkeys(ids))}
        own = [np.flatnonzero([numbers[i] == k for i in ids]) for k in range(len(numbers))]
        scores_of = {
            method: np.array([float(image["score_" + method]) for image in images])
            for method in METHODS
        }

        def auc(chosen, method):
            rows = np.concatenate([own[int(k)] for k in chosen])
            return roc_auc_score(labels[rows], scores_of[method][rows])

        for method in METHODS:
            scores = scores_of[method]
            note = lambda figure, value: writer.writerow(
                [table.stem, f"{method}.{figure}", repr(float(value))]
            )
            note("brier", brier_score_loss(labels, scores))
            note("averagePrecision", average_precision_score(labels, scores))
            fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
            note("rocPoints", len(fpr))
            # One number that any misplaced point would change.
            note("rocMoment", sum((i + 1) * (f + 2 * t) for i, (f, t) in enumerate(zip(fpr, tpr))))
            intercept, slope = platt(labels, scores)
            note("platt.intercept", intercept)
            note("platt.slope", slope)
            intercept, slope = logistic(scores, labels)
            note("recalibration.intercept", intercept)
            note("recalibration.slope", slope)
            isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
            grid = np.arange(-5, 106) / 100
            note("isotonic", np.sum((1 + np.arange(len(grid))) * isotonic.predict(grid)))
            for threshold in (0, 0.05, 0.25, 0.5, 0.8):
                note(f"netBenefit.{float(threshold)}", net_benefit(labels, scores, threshold))
            called = scores >= 0.5
            right = int(np.sum(called == (labels == 1)))
            low, high = proportion_confint(right, len(labels), 0.05, method="beta")
            note("clopperPearson.low", low)
            note("clopperPearson.high", high)
            for value, positive in (("ppv", True), ("npv", False)):
                wrong = np.sum(called & (labels == 0)) if positive else np.sum(~called & (labels == 1))
                if wrong > 0:
                    low, high = predictive_interval(labels, called, positive)
                    note(f"{value}.low", low)
                    note(f"{value}.high", high)
            if table.stem in ("balanced", "heavy-ties"):
                interval = accelerated(
                    table.stem, method, lambda chosen: auc(chosen, method), len(own)
                )
                note("bca.low", interval.low)
                note("bca.high", interval.high)
        if table.stem in ("balanced", "heavy-ties"):
            interval = accelerated(
                table.stem,
                "difference",
                lambda chosen: auc(chosen, "single") - auc(chosen, "multiple"),
                len(own),
            )
            for end in ("low", "high"):
                writer.writerow(
                    [table.stem, f"difference.bca.{end}", repr(float(getattr(interval, end)))]
                )
