#!/usr/bin/env bash
# Times Podagra, Deeplearning4j as it comes and PyTorch in turn, and prints a table: run.sh [ROUNDS]      # 3
# Needs a JDK 17, Maven, Debian's python3-torchvision (PYTHON=/usr/bin/python3), and a C compiler for the processor's peak;
# Linux. 17 minutes, on a machine that does nothing else.
#
#   PROGRAMS  of ours helpers stock torch-plain torch-channels_last (default: all but helpers)
#   CASES     sizes and batches        (default: 96x32 224x16)
#   STEPS     timed steps of a process (default: 5)
#   THREADS   of every program         (default: 2)
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-3} steps=${STEPS:-5}
programs=${PROGRAMS:-ours stock torch-plain torch-channels_last}
cases=${CASES:-96x32 224x16}
python=${PYTHON:-/usr/bin/python3}
export OMP_NUM_THREADS=${THREADS:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. benchmarks/training/java.sh

load() { echo "load $1: $(cut -d' ' -f1-3 /proc/loadavg)"; }

peaks() {
  if cc -O3 -march=native -pthread -o "$work/peak" benchmarks/training/peak.c; then
    echo "multiply-add $(for _ in 1 2 3 4 5; do "$work/peak" "$OMP_NUM_THREADS"; done | sort -n | tail -n 1)"
  fi
  "$python" benchmarks/training/torch_peak.py "$OMP_NUM_THREADS"
}

# Stock is so slow that it runs in one round only, a different one for each case, and takes fewer steps of large images.
one_case() { # ROUND STOCK_ROUND SIZE BATCH
  for program in $programs; do
    case $program in
      stock) [ "$1" != "$2" ] || step_time stock "$3" "$4" 1 $(($3 < 200 ? steps : (steps + 1) / 2)) ;;
      torch-*) "$python" benchmarks/training/torch_steps.py "$3" "$4" 2 "$steps" "${program#torch-}" ;;
      *) step_time "$program" "$3" "$4" 2 "$steps" ;;
    esac | sed "s/^/round=$1 /"
  done
}

one_round() { # ROUND
  local index=0 case
  for case in $cases; do
    index=$((index + 1))
    one_case "$1" $((index < rounds ? index : rounds)) "${case%x*}" "${case#*x}"
  done
}

load before
peaks >"$work/peaks"
for round in $(seq "$rounds"); do one_round "$round"; done | tee "$work/rounds" >&2
load after
"$python" -B benchmarks/training/summary.py "$work/peaks" "$work/rounds"
