#!/usr/bin/env bash
# Searches for the settings of the single model on one synthetic cohort: every trial in full, with successive halving,
# and genetic; draws what each had found by when. See README.md.
#
#   benchmarks/tuning/run.sh [FOLDER [TRIALS [EPOCHS [FIRST_RUNG]]]]      # a temporary folder, 18 trials, 9 epochs, 1
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
podagra=$here/../../podagra
work=${1:-$(mktemp -d)}
trials=${2:-18}
epochs=${3:-9}
rung=${4:-1}
mkdir -p "$work"

[ -e "$work/cohort" ] || "$podagra" phantom --profile paper --patients 90 --images 720 --seed 11 --out "$work/cohort"

search() {
  local name=$1
  shift
  [ -e "$work/$name/single/tuning.json" ] || "$podagra" tune --cohort "$work/cohort" --arm single --out "$work/$name" --no-ui --seed 5 \
    --set image.fit=stretch --set training.epochs="$epochs" --set training.patience="$epochs" \
    --set tuning.trials="$trials" --set tuning.firstRung="$rung" "$@"
}

search halving --set tuning.stopping=halving
search full --set tuning.stopping=none
search genetic --set tuning.stopping=halving --set tuning.search=genetic --set tuning.repeats.times=0
"${PYTHON:-/usr/bin/python3}" "$here/plot.py" "$work" "$here" "$epochs" "$rung"
