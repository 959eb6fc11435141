#!/usr/bin/env bash
# What the shipped base weights are worth: the same study from random weights and from them, on synthetic patients imaged
# with devices the weights have not seen, and, if given, on a cohort of real images.
#
# usage: benchmarks/base-weights/run.sh [COHORT]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
podagra=$here/../../podagra
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$podagra" phantom --out "$work/phantom" --profile paper --patients 90 --images 540 --seed 77 --quiet 1>&2
cohorts=("$work/phantom" "$@")

for cohort in "${cohorts[@]}"; do
    for base in random podagra; do
        run=$work/$(basename "$cohort")-$base
        "$podagra" study --cohort "$cohort" --out "$run" --no-ui --quiet --set base=$base --set image.fit=stretch \
            --set tuning.enabled=false --set training.epochs=8 --set split.nearDuplicates=together 1>&2
        "${PYTHON:-/usr/bin/python3}" "$here/auc.py" "$(basename "$cohort")" "$base" "$run/eval/metrics.json"
    done
done
