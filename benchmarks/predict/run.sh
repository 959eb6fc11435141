#!/usr/bin/env bash
# Measures batch predict: images a second beside those of its network alone, the time to the first row, and memory over many
# images. Prints it. Needs Linux, a JDK 17 and Maven; some ten minutes on two quiet cores.
#
#   run.sh [PIXELS [IMAGES [LONG]]]    LONG images at 32 pixels for the memory; 0 leaves that out
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/predict
pixels=${1:-224}
images=${2:-800}
long=${3:-100000}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./podagra phantom --quiet --out "$work/cohort" --patients 20 --images 200 --seed 5 >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
classpath=cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)
javac -cp "$classpath" -d "$work" $here/*.java benchmarks/serving/UntrainedModel.java
# The native library that the launcher chose.
extension=$(tr : '\n' <cli/target/podagra.classpath | sed -n 's/.*nd4j-native-1.*-linux-x86_64\(-.*\)\.jar$/\1/p' | head -1)
java=(java -Xmx2g -Dorg.bytedeco.javacpp.platform.extension="$extension" -Dorg.eclipse.deeplearning4j.helpers.disable=false -cp "$work:$classpath")
model() { # PIXELS
  "${java[@]}" UntrainedModel "$1" "$work/$1.zip" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
list() { # COUNT
  find "$work/cohort/images" -name '*.png' | sort | awk -v count="$1" '{file[NR - 1] = $0}
    END {print "image"; for (i = 0; i < count; i++) print file[i % NR]}' >"$work/$1.csv"
}
predict() { # PIXELS COUNT
  /usr/bin/env bash -c 'time ./podagra predict --quiet --model "$0/$1.zip" --list "$0/$2.csv" --out "$0/out.csv" 2>/dev/null' "$work" "$1" "$2" 2>&1 |
    awk '$1 == "real" {split($2, t, /[ms]/); print t[1] * 60 + t[2]}'
}

model "$pixels"
few=160
many=$((few + images))
list 1
list $few
list $many
for turn in 1 2 3; do
  OMP_WAIT_POLICY=passive "${java[@]}" RawNetwork "$work/$pixels.zip" "$work/$many.csv" "$images" 2>/dev/null
  a=$(predict "$pixels" $few)
  b=$(predict "$pixels" $many)
  # What starting costs is in both calls: the difference is that of the images.
  echo "$a $b" | awk -v n="$images" '{printf "predict: %d images: %.1f/s\n", n, n / ($2 - $1)}'
done
echo "one image, from the start of the command to its row: $(predict "$pixels" 1) s"
if [ "$long" -gt 0 ]; then
  model 32
  list "$long"
  ./podagra predict --quiet --model "$work/32.zip" --list "$work/$long.csv" --out "$work/long.csv" 2>/dev/null &
  process=$!
  while kill -0 $process 2>/dev/null; do
    sleep 10
    awk '/VmRSS/ {printf "resident: %.0f MB\n", $2 / 1024}' /proc/$process/status 2>/dev/null || true
  done
  wait $process
  echo "rows: $(($(wc -l <"$work/long.csv") - 1))"
fi
