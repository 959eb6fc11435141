#!/usr/bin/env bash
# Measures how images/s and memory grow with the batch and with the image: growth.sh [FOLDER]      # default: here
# Writes growth.csv, growth-batch.png and growth-size.png there. Needs a JDK 17, Maven, Debian's python3-torchvision and
# python3-matplotlib (PYTHON=/usr/bin/python3); Linux. Some minutes a program, on a machine that does nothing else.
#
#   PROGRAMS  of ours helpers stock torch-plain torch-channels_last (default: ours torch-channels_last)
#   BATCHES   at 96 and 224 px (default: 1 2 4 8 16 32 64; at 224 px up to LARGEST)
#   LARGEST   batch at 224 px  (default: 16)
#   SIZES     at batch 8       (default: 64 96 128 160 192 224 256 288 320)
#   STEPS     timed steps      (default: 5)
#   THREADS   of every program (default: 2)
set -euo pipefail
folder=$(cd "${1:-$(dirname "$0")}" && pwd)
cd "$(dirname "$0")/../.."

programs=${PROGRAMS:-ours torch-channels_last} steps=${STEPS:-5}
python=${PYTHON:-/usr/bin/python3}
export OMP_NUM_THREADS=${THREADS:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. benchmarks/training/java.sh

one_case() { # SIZE BATCH
  local program
  for program in $programs; do
    case $program in
      torch-*) "$python" benchmarks/training/torch_steps.py "$1" "$2" 2 "$steps" "${program#torch-}" ;;
      *) step_time "$program" "$1" "$2" 2 "$steps" ;;
    esac || echo "$program at $1 px in batches of $2 ended early (memory?): a gap in the plot" >&2
  done
}

cases() {
  for batch in ${BATCHES:-1 2 4 8 16 32 64}; do
    echo "96 $batch"
    [ "$batch" -gt "${LARGEST:-16}" ] || echo "224 $batch"
  done
  for size in ${SIZES:-64 96 128 160 192 224 256 288 320}; do echo "$size 8"; done
}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
cases | sort -un -k1,1 -k2,2 | while read -r size batch; do
  one_case "$size" "$batch" </dev/null
done | tee "$work/results" >&2
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
"$python" -B benchmarks/training/growth.py "$work/results" "$folder"
