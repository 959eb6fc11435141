#!/usr/bin/env bash
# Says where a training step's time goes: profile.sh [SIZE] [BATCH] [STEPS] [PROGRAM]      # 96 32 5 ours
# Needs a JDK 17, Maven and Python 3; Linux. A minute or two, on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/../.."

size=${1:-96} batch=${2:-32} steps=${3:-5} program=${4:-ours}
export OMP_NUM_THREADS=${THREADS:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. benchmarks/training/java.sh

# Once with oneDNN's log, which costs a little, and once without, with samples of the training thread's stack. oneDNN 2 reads
# the one name, oneDNN 3 both.
DNNL_VERBOSE=1 ONEDNN_VERBOSE=1 step_time "$program" "$size" "$batch" 2 "$steps" >"$work/logged"
step_time "$program" "$size" "$batch" 2 "$steps" -Dsample=true >"$work/sampled"
"${PYTHON:-/usr/bin/python3}" -B benchmarks/training/profile_summary.py "$work/logged" "$work/sampled"
