#!/usr/bin/env bash
# Measures the way from files to tensors beside torchvision's: run.sh [IMAGES] [SIZE] [ROUNDS]
# Needs a JDK 17, Maven and, for the yardstick, Debian's python3-torchvision (PYTHON=/usr/bin/python3). Ten minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."

images=${1:-1600} size=${2:-224} rounds=${3:-5}
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./podagra phantom --out "$work/cohort" --patients $((images / 10)) --images "$images" --quiet
classpath=$work:cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)
javac -cp "$classpath" -d "$work" benchmarks/pipeline/*.java
echo '<configuration><root level="OFF"/></configuration>' >"$work/logback.xml"
export OMP_WAIT_POLICY=passive
java=(java -Xmx1g -XX:+UseSerialGC -Dorg.bytedeco.javacpp.logger=slf4j -Dlogback.configurationFile="$work/logback.xml" -cp "$classpath")

one_round() {
  "${java[@]}" PipelineThroughput "$work/cohort" "$size" 3 files | sed 's/^/podagra-files /'
  "${java[@]}" PipelineThroughput "$work/cohort" "$size" 3 cache "$work/cache" | sed 's/^/podagra-cache /'
  for recipe in usual same; do
    # Processor time in one process, throughput with one for each core.
    "$python" benchmarks/pipeline/torch_throughput.py "$work/cohort" "$size" 1 0 $recipe | sed "s/^/torchvision-$recipe-1 /"
    "$python" benchmarks/pipeline/torch_throughput.py "$work/cohort" "$size" 1 "$(nproc)" $recipe | sed "s/^/torchvision-$recipe-all /"
  done
}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
for _ in $(seq "$rounds"); do one_round; done | tee "$work/rounds" >&2
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
echo "medians: what, images/s, processor milliseconds an image (torchvision: of the runs in one process)"
for what in $(cut -d' ' -f1 "$work/rounds" | sort -u); do
  middle() { grep "^$what " "$work/rounds" | cut -d' ' -f"$1" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
  echo "$what $(middle 2) $(middle 3)"
done
"${java[@]}" -Dorg.eclipse.deeplearning4j.helpers.disable=false TrainingThroughput "$work/cohort" 64 8 "$work/cache"
