"""AUC of one small classifier on splits of one cohort by patient and by image.

The classifier: histograms of oriented gradients of the image at 96 x 64 pixels, standardised, and a support vector
machine with a radial kernel, as scikit-learn has them by default. It sees nothing but the image.

usage: leakage.py COHORT SPLIT.csv...
"""

import csv
import pathlib
import sys

import numpy as np
from skimage.feature import hog
from skimage.io import imread
from skimage.transform import resize
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def features(file):
    image = resize(imread(file, as_gray=True), (64, 96), anti_aliasing=True)
    return hog(image, orientations=9, pixels_per_cell=(8, 8), cells_per_block=(2, 2))


def auc(split, feature_of_image):
    def of(*parts):
        chosen = [row for row in split if row["part"] in parts]
        labels = np.array([row["label"] in ("abnormal", "positive", "1") for row in chosen])
        return np.array([feature_of_image[row["image"]] for row in chosen]), labels

    training, training_labels = of("train", "validation")
    test, test_labels = of("test")
    classifier = make_pipeline(StandardScaler(), SVC()).fit(training, training_labels)
    return roc_auc_score(test_labels, classifier.decision_function(test))


def main():
    cohort = pathlib.Path(sys.argv[1])
    feature_of_image = {
        row["image"]: features(cohort / row["image"]) for row in rows(cohort / "manifest.csv")
    }
    for path in sys.argv[2:]:
        print(f"{pathlib.Path(path).name},{auc(rows(path), feature_of_image):.4f}", flush=True)


if __name__ == "__main__":
    main()
