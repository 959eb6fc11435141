#!/usr/bin/env bash
# Trains on a cohort whose calipers and captions give the label away, and measures the single model twice: on the test
# images of that cohort, and on the same images with overlays that mean nothing. A network that took the shortcut is
# good on the first and poor on the second. Settings given are passed on to the study, so that it can be run again with masking on.
# Needs Debian's python3-sklearn.
#
# usage: benchmarks/shortcut/run.sh [SECTION.KEY=VALUE]...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
podagra=$here/../../podagra
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$podagra" phantom --out "$work/tied" --profile shortcut --patients 120 --seed 21 --quiet 1>&2
"$podagra" phantom --out "$work/free" --profile paper --patients 120 --seed 21 --quiet 1>&2

settings=()
for setting in "$@"; do
    settings+=(--set "$setting")
done
"$podagra" study --cohort "$work/tied" --out "$work/run" --no-ui --quiet --set tuning.enabled=false --set base=random \
    --set training.schedule.shape=constant "${settings[@]}" 1>&2
"$podagra" predict --model "$work/run/single/model.zip" --out "$work/free.csv" --quiet "$work/free/images" 1>&2

echo "settings: ${*:-defaults}"
"${PYTHON:-/usr/bin/python3}" "$here/auc.py" "$work/run/eval/scores.csv" "$work/free.csv" "$work/free/manifest.csv"
