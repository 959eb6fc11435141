"""Makes tables of trials, and how much two parameters mattered in each.

    cd eval && python3 src/test/python/importance.py src/test/resources/io/podagra/eval/statistics/reference

Needs SciPy (1.17.1). Writes trials/NAME.csv with the columns category,number,score, no score where the
trial failed, and expected-scipy.csv with the columns data,figure,value: for the categories and for the
thirds of the numbers, eta squared from scipy.stats.kruskal's H as kruskal_effsize of R's rstatix has it,
limited to 0 and 1.
"""

import csv
import math
import pathlib
import random
import sys

from scipy.stats import kruskal

folder = pathlib.Path(sys.argv[1])
(folder / "trials").mkdir(exist_ok=True)


def make(seed, trials, effect, digits, failed):
    """trials: a multiple of three; digits: of the scores, for ties; failed: share without a score."""
    draw = random.Random(seed)
    rows = []
    for _ in range(trials):
        category = draw.choice(["adamw", "adamw", "sgd", "rmsprop"])
        number = round(10 ** draw.uniform(-4, -1), 9)
        score = 0.8 + effect * (category == "adamw") + effect * math.log10(number) / 2 + draw.gauss(0, 0.05)
        rows.append((category, number, "" if draw.random() < failed else round(score, digits)))
    return rows


def eta_squared(groups):
    h = kruskal(*groups).statistic
    k, n = len(groups), sum(map(len, groups))
    return min(1.0, max(0.0, (h - k + 1) / (n - k)))


sets = {
    "plain": make(1, 30, 0.05, 6, 0),
    "heavy-ties": make(2, 24, 0.08, 1, 0),
    "failed": make(3, 36, 0.1, 3, 0.25),
    "no-effect": make(4, 60, 0, 6, 0),
}
with open(folder / "expected-scipy.csv", "w", newline="\n") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["data", "figure", "value"])
    for name, rows in sets.items():
        with open(folder / "trials" / f"{name}.csv", "w", newline="\n") as table:
            csv.writer(table, lineterminator="\n").writerows(
                [("category", "number", "score"), *rows]
            )
        score = [-1.0 if row[2] == "" else row[2] for row in rows]
        categories = sorted({row[0] for row in rows})
        by_category = [[s for s, row in zip(score, rows) if row[0] == c] for c in categories]
        ascending = [s for _, s in sorted(zip((row[1] for row in rows), score))]
        third = len(rows) // 3
        by_number = [ascending[i : i + third] for i in range(0, len(rows), third)]
        for parameter, groups in (("category", by_category), ("number", by_number)):
            writer.writerow([name, parameter + ".eta2", repr(float(eta_squared(groups)))])
