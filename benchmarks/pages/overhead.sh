#!/usr/bin/env bash
# Measures what the pages cost a training: the same small study in turn without a server and with one that a browser
# looks at. Needs chromium beside what podagra needs. Writes processor.csv (processor time of the study's process, so of
# training and server) and overhead.csv (speed of the training, from which Chromium on the same cores takes too) here;
# some ten minutes on two quiet cores.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/pages
turns=${1:-4}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./podagra phantom --quiet --out "$work/cohort" --patients 60 --images 360 --seed 5

study() { # PAGES TURN OPTIONS...
  local run=$work/$1-$2
  # User and system time of the study's process alone: Chromium's is not in it.
  { TIMEFORMAT='%U %S'; time ./podagra study --quiet --cohort "$work/cohort" --out "$run" --set tuning.enabled=false \
    --set image.size=96 --set training.epochs=4 --set training.patience=9 "${@:3}" >"$work/log" 2>&1; } 2>"$work/times" ||
    { cat "$work/log"; exit 1; }
  awk -v pages="$1" -v turn="$2" '{print pages "," turn "," $1 + $2}' "$work/times" >>"$work/processor.csv"
  # The first epoch warms the virtual machine up.
  for arm in single dorsal medial plantar; do
    awk -F, -v pages="$1" -v turn="$2" -v arm=$arm 'NR == 1 {for (i = 1; i <= NF; i++) if ($i == "images_per_second") c = i}
      NR > 2 {print pages "," turn "," arm "," $1 "," $c}' "$run/$arm/history.csv" >>"$work/overhead.csv"
  done
}

echo pages,turn,arm,epoch,imagesPerSecond >"$work/overhead.csv"
echo pages,turn,processorSeconds >"$work/processor.csv"
for turn in $(seq "$turns"); do
  study without "$turn" --no-ui
  (until curl -sf -o "$work/up" http://127.0.0.1:9870/study/data; do sleep 1; done
   exec chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$work/profile-$turn" --remote-debugging-port=0 \
     http://127.0.0.1:9870/training) >"$work/chromium.log" 2>&1 &
  browser=$!
  study with "$turn" --port 9870
  kill $browser 2>/dev/null || true
done
mv "$work/overhead.csv" "$work/processor.csv" $here/
/usr/bin/python3 - <<'PY'
import csv, statistics
rows = list(csv.DictReader(open("benchmarks/pages/processor.csv")))
seconds = {(r["pages"], r["turn"]): float(r["processorSeconds"]) for r in rows}
costs = [seconds["with", turn] / seconds["without", turn] - 1 for turn in sorted({r["turn"] for r in rows})]
print(f"the server takes {100 * statistics.median(costs):.1f} % of the study's processor time (median of {len(costs)} pairs, "
      f"{100 * min(costs):.1f} to {100 * max(costs):.1f} %)")
rows = list(csv.DictReader(open("benchmarks/pages/overhead.csv")))
ratios = []
for turn in sorted({r["turn"] for r in rows}):
    for arm in sorted({r["arm"] for r in rows}):
        speed = {p: statistics.median(float(r["imagesPerSecond"]) for r in rows
                                      if (r["pages"], r["turn"], r["arm"]) == (p, turn, arm)) for p in ("without", "with")}
        ratios.append(speed["without"] / speed["with"] - 1)
print(f"server and Chromium cost {100 * statistics.median(ratios):.1f} % of training speed (median of {len(ratios)} pairs, "
      f"{100 * min(ratios):.1f} to {100 * max(ratios):.1f} %)")
PY
