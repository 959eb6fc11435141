"""Prints the tables of a run.

usage: summary.py PEAKS ROUNDS
"""

import statistics
import sys

from results import results

WORKS = ("inference", "training")
FORWARD_PASSES = {"inference": 1, "training": 3}  # backpropagation costs two more
YARDSTICK = "torch-channels_last"


def only(values, what):
    """The value that all are."""
    if len(set(values)) != 1:
        sys.exit(f"the programs differ in their {what}: {sorted(set(values))}")
    return values[0]


class Measured:
    """A program's rounds of one kind of work."""

    def __init__(self, rows):
        speeds = [float(row["images_per_second"]) for row in rows]
        self.median = statistics.median(speeds)
        self.range = f"{min(speeds):.1f}-{max(speeds):.1f}" if len(speeds) > 1 else "one round"
        self.peak_mib = max(int(row["peak_mib"]) for row in rows)
        self.path = rows[0]["path"]

    def share(self, work, macs, peak):
        """Of a peak in GFLOP/s; a multiplication and its addition are two operations."""
        return 2e-9 * macs * FORWARD_PASSES[work] * self.median / peak


def print_case(size, batch, rows, peaks):
    macs = int(only([row["macs"] for row in rows], "multiplications"))
    threads = only([row["threads"] for row in rows], "threads")
    print(f"\n{size} px, batches of {batch}, {threads} threads, {macs / 1e9:.3f} GMAC an image forward, random data\n")
    programs = list(dict.fromkeys(row["program"] for row in rows))
    measured = {
        (program, work): Measured([row for row in rows if (row["program"], row["work"]) == (program, work)])
        for program in programs
        for work in WORKS
    }
    shares = "".join(f" share of {name} |" for name in peaks)
    print(f"| program | work | images/s | rounds | to {YARDSTICK} |{shares} memory at most, MiB | path |")
    print("|---|---|--:|--:|--:|" + "--:|" * len(peaks) + "--:|---|")
    for work in WORKS:
        yardstick = measured.get((YARDSTICK, work))
        for program in programs:
            own = measured[program, work]
            ratio = f"{own.median / yardstick.median:.2f}" if yardstick else ""
            shares = "".join(f" {own.share(work, macs, peak):.1%} |" for peak in peaks.values())
            print(
                f"| {program} | {work} | {own.median:.1f} | {own.range} | {ratio} |{shares}"
                f" {own.peak_mib:,} | {own.path} |"
            )


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        peaks = {name: float(value) for name, value in map(str.split, lines)}
    print("peaks, GFLOP/s: " + ", ".join(f"{name} {value:.0f}" for name, value in peaks.items()))
    rows = results(sys.argv[2])
    for case in dict.fromkeys((row["size"], row["batch"]) for row in rows):
        print_case(*case, [row for row in rows if (row["size"], row["batch"]) == case], peaks)


if __name__ == "__main__":
    main()
