#!/usr/bin/env bash
# Splits one cohort by patients and by images, with ten seeds each, and prints the AUC of one small classifier on each
# split. Needs Debian's python3-sklearn and python3-skimage.
#
# usage: benchmarks/leakage/run.sh [COHORT]     without COHORT it draws 1,378 synthetic images of 120 patients
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
podagra=$here/../../podagra
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cohort=${1:-}
if [[ -z $cohort ]]; then
    cohort=$work/cohort
    "$podagra" phantom --out "$cohort" --patients 120 --seed 11 --quiet
fi
for seed in 1 2 3 4 5 6 7 8 9 10; do
    for unit in patient image; do
        "$podagra" split "$cohort" --out "$work/$unit-$seed.csv" --unit "$unit" --seed "$seed" \
            --set split.nearDuplicates=allow --quiet 1>&2
    done
done
echo "split,auc"
"${PYTHON:-/usr/bin/python3}" "$here/leakage.py" "$cohort" "$work"/patient-*.csv "$work"/image-*.csv |
    tee "$work/results"
for unit in patient image; do
    awk -F, -v unit="$unit" 'index($1, unit) == 1 { n++; sum += $2; squares += $2 * $2 }
        END { mean = sum / n; printf "mean by %s: %.3f, standard deviation %.3f over %d splits\n", unit, mean,
              sqrt((squares - n * mean * mean) / (n - 1)), n }' "$work/results"
done
