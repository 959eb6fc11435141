"""Prints a study's AUCs with their clustered 95 % intervals as rows of a Markdown table."""
import json
import sys

cohort, base, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    sets = json.load(file)["sets"]
for name, figures in sets.items():
    cells = []
    for method in ("single", "multiple"):
        auc, interval = figures["methods"][method]["auc"], figures["methods"][method]["aucClustered95"]
        cells.append("not defined" if auc is None else f"{auc:.3f} ({interval[0]:.3f} to {interval[1]:.3f})")
    print(f"| {cohort} | {base} | {name}, {figures['images']} of {figures['patients']} | {' | '.join(cells)} |")
