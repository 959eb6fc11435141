"""ROC points, Brier score and average precision of scikit-learn, Wilson and McNemar of statsmodels, for
every set of the tables: all images and each view.

    cd eval && python3 src/test/python/sets.py src/test/resources/io/podagra/eval/statistics/reference

Needs scikit-learn (1.2.1; Debian: python3-sklearn) and statsmodels (0.13.5; Debian: python3-statsmodels).
Reads the tables that reference.R wrote. Writes expected-sets-python.csv with the columns
data,set,figure,value and, for the tables of few images, expected-roc-points.csv with the columns
data,set,method,threshold,fpr,tpr.
"""

import csv
import pathlib
import sys

from sklearn.metrics import average_precision_score, brier_score_loss, roc_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

TABLES = ("balanced", "heavy-ties", "paper-size", "tiny", "unbalanced")
WITH_POINTS = ("balanced", "heavy-ties", "tiny")
METHODS = ("single", "multiple")
folder = pathlib.Path(sys.argv[1])


def sets(table):
    with open(folder / f"{table}.csv") as rows:
        images = list(csv.DictReader(rows))
    yield "all", images
    for view in sorted({image["view"] for image in images}):
        yield view, [image for image in images if image["view"] == view]


def wilson(successes, trials):
    return proportion_confint(successes, trials, alpha=0.05, method="wilson")


with open(folder / "expected-sets-python.csv", "w", newline="\n") as expected, open(
    folder / "expected-roc-points.csv", "w", newline="\n"
) as curves:
    figures = csv.writer(expected, lineterminator="\n")
    points = csv.writer(curves, lineterminator="\n")
    figures.writerow(["data", "set", "figure", "value"])
    points.writerow(["data", "set", "method", "threshold", "fpr", "tpr"])
    for table in TABLES:
        for name, images in sets(table):
            note = lambda figure, value: figures.writerow([table, name, figure, repr(float(value))])
            labels = [int(image["label"]) for image in images]
            right = {}
            for method in METHODS:
                scores = [float(image["score_" + method]) for image in images]
                note(f"{method}.brier", brier_score_loss(labels, scores))
                note(f"{method}.averagePrecision", average_precision_score(labels, scores))
                fpr, tpr, thresholds = roc_curve(labels, scores, drop_intermediate=False)
                # Two numbers that a misplaced point would change, whatever the table's size.
                note(f"{method}.rocFprMoment", sum((i + 1) * f for i, f in enumerate(fpr)))
                note(f"{method}.rocTprMoment", sum((i + 1) * t for i, t in enumerate(tpr)))
                if table in WITH_POINTS:
                    # The first threshold lies above every score, by how much depends on the version.
                    for row in list(zip(thresholds, fpr, tpr))[1:]:
                        points.writerow([table, name, method, *(repr(float(v)) for v in row)])
                calls = [score >= 0.5 for score in scores]
                right[method] = [call == (label == 1) for call, label in zip(calls, labels)]
                hits = lambda label: sum(r for r, l in zip(right[method], labels) if l == label)
                for share, successes, trials in (
                    ("accuracy", sum(right[method]), len(labels)),
                    ("sensitivity", hits(1), labels.count(1)),
                    ("specificity", hits(0), labels.count(0)),
                ):
                    low, high = wilson(successes, trials)
                    note(f"{method}.{share}.low", low)
                    note(f"{method}.{share}.high", high)
            pairs = list(zip(right["single"], right["multiple"]))
            counts = [[pairs.count((a, b)) for b in (True, False)] for a in (True, False)]
            note("mcnemar.p", mcnemar(counts, exact=True).pvalue)
