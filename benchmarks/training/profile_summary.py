"""Adds up oneDNN's log of the timed training steps, and says where the rest of a step goes.

usage: profile_summary.py LOGGED SAMPLED

Both are outputs of StepTime, the first one with ONEDNN_VERBOSE=1, the second one with samples of the stack.
"""

import collections
import statistics
import sys

from results import pairs


class Primitive:
    """A line of oneDNN's log; releases differ in what stands before `exec`, and not after it."""

    def __init__(self, line):
        fields = line.split(",")
        self.library = fields[0].removesuffix("_verbose")
        after = fields[fields.index("exec") + 1 :]
        self.kind, self.implementation, self.direction = after[1:4]
        self.milliseconds = float(after[-1])

    def name(self):
        return self.library, self.kind, self.direction, self.implementation


def is_primitive(line):
    return line.startswith(("dnnl_verbose,", "onednn_verbose,")) and ",exec," in line


def timed_steps(path):
    """Of the training steps that count: seconds and primitives."""
    primitives = []
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if is_primitive(line):
                primitives.append(Primitive(line))
            elif line.startswith("step "):
                step = pairs(line)
                if step["work"] == "training" and int(step["index"]) >= 0:
                    yield float(step["seconds"]), primitives
                primitives = []


def row(name, milliseconds, wall, rest=""):
    print(f"{milliseconds:10.1f} {milliseconds / wall:7.1%}  {name}{rest}")


def main():
    steps = list(timed_steps(sys.argv[1]))
    if not steps:
        sys.exit(f"{sys.argv[1]} has no timed training step")
    totals = collections.defaultdict(float)
    calls = collections.Counter()
    for _, primitives in steps:
        for primitive in primitives:
            totals[primitive.name()] += primitive.milliseconds / len(steps)
            calls[primitive.name()] += 1
    logged = 1e3 * statistics.mean(seconds for seconds, _ in steps)
    unlogged = 1e3 * statistics.mean(seconds for seconds, _ in timed_steps(sys.argv[2]))

    print(f"means of {len(steps)} training steps: {logged:.1f} ms with oneDNN's log, {unlogged:.1f} ms without\n")
    print("        ms   share  of the step with the log: library, primitive, direction, implementation, calls")
    for name, milliseconds in sorted(totals.items(), key=lambda item: -item[1]):
        row(" ".join(name), milliseconds, logged, f" {calls[name] / len(steps):g}")
    kinds = collections.Counter()
    for (library, kind, _, _), milliseconds in totals.items():
        kinds[f"{library} {kind}"] += milliseconds
    print()
    for kind, milliseconds in kinds.most_common():
        row(f"all of {kind}", milliseconds, logged)
    row("all primitives", sum(totals.values()), logged)
    row("the rest", logged - sum(totals.values()), logged)

    print("\n        ms   share  of the step without the log: innermost method of the network > innermost of all")
    with open(sys.argv[2], encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("sample "):
                sample = pairs(line)
                row(sample["place"], float(sample["share"]) * unlogged, unlogged)


if __name__ == "__main__":
    main()
