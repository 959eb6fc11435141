"""Reads what StepTime and torch_steps.py print."""


def pairs(line):
    """The fields of a line that are name=value."""
    return dict(field.split("=", 1) for field in line.split() if "=" in field)


def results(path):
    """The lines with a result, as dictionaries of texts."""
    with open(path, encoding="utf-8") as lines:
        return [pairs(line) for line in lines if " result " in f" {line}"]
