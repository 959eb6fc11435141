"""AUC of the single model on test images whose overlays give the label away, and on the same images with others.

usage: auc.py TIED_SCORES.csv FREE_PREDICTIONS.csv FREE_MANIFEST.csv
"""

import csv
import pathlib
import sys

from sklearn.metrics import roc_auc_score


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main():
    tied = rows(sys.argv[1])
    tested = {pathlib.Path(row["image_id"]).name for row in tied}
    label_of_file = {pathlib.Path(row["image"]).name: row["label"] for row in rows(sys.argv[3])}
    free = [row for row in rows(sys.argv[2]) if pathlib.Path(row["image"]).name in tested]
    auc_tied = roc_auc_score(
        [int(row["label"]) for row in tied], [float(row["score_single"]) for row in tied]
    )
    auc_free = roc_auc_score(
        [label_of_file[pathlib.Path(row["image"]).name] == "abnormal" for row in free],
        [float(row["score"]) for row in free],
    )
    print(f"overlays tied to the label (test part): AUC {auc_tied:.3f} of {len(tied)} images")
    print(f"overlays independent of the label:      AUC {auc_free:.3f} of {len(free)} images")


if __name__ == "__main__":
    main()
