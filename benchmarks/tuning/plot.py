"""Draws and prints what searches found by when: plot.py FOLDER OUT EPOCHS FIRST_RUNG, with FOLDER/SEARCH/single/trials.csv."""

import csv
import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
SEARCHES = [
    ("full", "random, every trial in full", "#8a5a00"),
    ("halving", "random, successive halving", "#00569c"),
    ("genetic", "genetic, successive halving", "#5b7f2b"),
]
EPOCHS, RUNG = int(sys.argv[3]), int(sys.argv[4])
RUNGS = [RUNG * 3**k for k in range(20) if RUNG * 3**k <= EPOCHS / 3]


def trials(search):
    with open(folder / search / "single" / "trials.csv", encoding="utf-8") as rows:
        return [row for row in csv.DictReader(rows) if row["repeat"] == "0"]


def steps(rows, rungs):
    """Epochs trained and the trial's best score then, in the order in which they were trained."""
    before = 0
    for rung in [*rungs, 10**9]:
        for row in rows:
            curve = [float(score) for score in row["curve"].split()]
            if len(curve) > before:
                reached = min(rung, len(curve))
                yield reached - before, max(curve[:reached])
        before = rung


def best_so_far(pairs):
    epochs, best, points = 0, 0.0, []
    for more, score in pairs:
        epochs += more
        best = max(best, score)
        points.append((epochs, best))
    return points


figure, (by_trial, by_epoch) = plt.subplots(1, 2, figsize=(10, 4), sharey=True, layout="constrained")
table = []
for search, label, colour in SEARCHES:
    if not (folder / search / "single" / "tuning.json").exists():
        continue
    rows = trials(search)
    scores = [score for _, score in best_so_far((1, float(row["score"] or 0)) for row in rows)]
    by_trial.step(range(1, len(scores) + 1), scores, where="post", color=colour, label=label)
    points = best_so_far(steps(rows, [] if search == "full" else RUNGS))
    by_epoch.step(*zip(*points), where="post", color=colour, label=label)
    by_epoch.plot(*points[-1], "o", color=colour)
    chosen = json.loads((folder / search / "single" / "tuning.json").read_text(encoding="utf-8"))
    table.append(
        {
            "shape": f"{len(rows)} x {EPOCHS}",
            "search": search,
            "trials": len(rows),
            "in full": sum(row["status"] == "complete" for row in rows),
            "epochs": sum(int(row["epochs"]) for row in rows),
            "minutes": round(sum(float(row["seconds"]) for row in rows) / 60, 2),
            "best of those in full": round(max(float(row["score"]) for row in rows if row["status"] == "complete"), 4),
            "chosen": chosen["chosen"],
            "mean of repeats": round(chosen["mean"], 4) if chosen["repeats"] else "",
            "SD": round(chosen["standardDeviation"] or 0, 4) if chosen["repeats"] else "",
        }
    )
by_trial.set_xlabel("trials")
by_trial.xaxis.get_major_locator().set_params(integer=True)
by_epoch.set_xlabel("epochs trained in all")
by_trial.set_ylabel("best validation AUC so far")
by_trial.set_title("By trials: what each came to in the end")
by_epoch.set_title("By epochs, as they were trained")
for axes in (by_trial, by_epoch):
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
by_trial.legend(loc="lower right", frameon=False)
figure.suptitle("Settings of the single model, found on SYNTHETIC images")
figure.savefig(out / "found.png", dpi=120)

with open(out / "results.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, table[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
for row in table:
    print(row)
minutes = {row["search"]: row["minutes"] for row in table}
if "full" in minutes and "halving" in minutes:
    print(f"halving takes {minutes['full'] / minutes['halving']:.2f} times less time than every trial in full")
