"""Adds what pROC does not compute: Brier score, average precision, ROC points.

    cd eval && python3 src/test/python/reference.py src/test/resources/io/podagra/eval/statistics/reference

Needs scikit-learn (1.2.1; Debian: python3-sklearn). Reads the tables that reference.R wrote and
writes expected-sklearn.csv with the columns data,figure,value.
"""

import csv
import pathlib
import sys

from sklearn.metrics import average_precision_score, brier_score_loss, roc_curve

folder = pathlib.Path(sys.argv[1])
with open(folder / "expected-sklearn.csv", "w", newline="\n") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["data", "figure", "value"])
    for table in sorted(folder.glob("*.csv")):
        if table.name.startswith("expected"):
            continue
        with open(table) as rows:
            images = list(csv.DictReader(rows))
        labels = [int(image["label"]) for image in images]
        for method in ("single", "multiple"):
            scores = [float(image["score_" + method]) for image in images]
            note = lambda figure, value: writer.writerow(
                [table.stem, f"{method}.{figure}", repr(float(value))]
            )
            note("brier", brier_score_loss(labels, scores))
            note("averagePrecision", average_precision_score(labels, scores))
            fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
            note("rocPoints", len(fpr))
            # One number that any misplaced point would change.
            note("rocMoment", sum((i + 1) * (f + 2 * t) for i, (f, t) in enumerate(zip(fpr, tpr))))
