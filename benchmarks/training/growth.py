"""Writes what growth.sh measured as a table and draws it.

usage: growth.py RESULTS FOLDER
"""

import csv
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")  # without a screen
from matplotlib import pyplot
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, LogLocator, NullLocator, StrMethodFormatter

from results import results

COLUMNS = ("program", "work", "size", "batch", "images_per_second", "peak_mib")
NAMES = {
    "ours": "Podagra",
    "helpers": "Deeplearning4j with oneDNN helpers",
    "stock": "Deeplearning4j as it comes",
    "torch-plain": "PyTorch",
    "torch-channels_last": "PyTorch, channels last",
}
# Okabe and Ito's colours, which do not depend on telling red from green.
COLOURS = dict(zip(NAMES, ("#0072B2", "#56B4E9", "#000000", "#E69F00", "#D55E00")))
STYLES = {"training": "-", "inference": "--"}
MARKERS = ("o", "s")
FIXED_BATCH = 8
FIXED_SIZES = (96, 224)
PANELS = (("images_per_second", 1, "images a second"), ("peak_mib", 1024, "memory at most, GiB"))


def draw(axes, rows, by, column, scale, style):
    points = sorted((int(row[by]), float(row[column]) / scale) for row in rows)
    axes.plot(*zip(*points), markersize=5, linewidth=1.6, **style)


def finish(axes, values, label, what):
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.xaxis.set_major_locator(FixedLocator(sorted(values)))
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.set_xlabel(label)
    axes.set_title(what, loc="left", fontsize=11)
    axes.grid(True, which="major", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def figure(rows, by, label, groups, title, file):
    """Two panels; `groups` are the rows that make lines of their own beside the program and the work, with a name."""
    programs = [program for program in NAMES if any(row["program"] == program for row in rows)]
    drawing, panels = pyplot.subplots(1, 2, figsize=(11, 5.2))
    for axes, (column, scale, what) in zip(panels, PANELS):
        for program in programs:
            for work, line in STYLES.items():
                for marker, (_, belongs) in zip(MARKERS, groups):
                    chosen = [row for row in rows if (row["program"], row["work"]) == (program, work) and belongs(row)]
                    if chosen:
                        style = {"color": COLOURS[program], "linestyle": line, "marker": marker}
                        draw(axes, chosen, by, column, scale, style)
        finish(axes, {int(row[by]) for row in rows}, label, what)
    handles = [Line2D([], [], color=COLOURS[program], linewidth=3, label=NAMES[program]) for program in programs]
    handles += [Line2D([], [], color="#555555", linestyle=line, label=work) for work, line in STYLES.items()]
    if len(groups) > 1:
        handles += [
            Line2D([], [], color="#555555", linestyle="", marker=marker, label=name)
            for marker, (name, _) in zip(MARKERS, groups)
        ]
    drawing.suptitle(title, x=0.01, ha="left")
    drawing.legend(handles=handles, loc="lower center", ncol=len(handles), frameon=False)
    drawing.tight_layout(rect=(0, 0.07, 1, 0.98))
    drawing.savefig(file, dpi=130)


def main():
    rows = results(sys.argv[1])
    folder = pathlib.Path(sys.argv[2])
    with open(folder / "growth.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    threads = rows[0]["threads"]
    network = f"ResNet-50, float32, {threads} threads, random data"
    figure(
        [row for row in rows if int(row["size"]) in FIXED_SIZES],
        "batch",
        "images in a batch",
        [(f"{size} px", lambda row, size=size: int(row["size"]) == size) for size in FIXED_SIZES],
        f"By batch: {network}",
        folder / "growth-batch.png",
    )
    figure(
        [row for row in rows if int(row["batch"]) == FIXED_BATCH],
        "size",
        "height and width of an image, pixels",
        [("", lambda row: True)],
        f"By image size, batches of {FIXED_BATCH}: {network}",
        folder / "growth-size.png",
    )


if __name__ == "__main__":
    main()
