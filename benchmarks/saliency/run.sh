#!/usr/bin/env bash
# Trains a network on a synthetic cohort and scores its maps on the masks of another: run.sh [SIZE] [IMAGES].
# Needs a JDK 17 and Maven; a quarter of an hour at 96 pixels on two cores.
set -euo pipefail
cd "$(dirname "$0")/../.."

size=${1:-96}
images=${2:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./podagra phantom --out "$work/learn" --patients $((images * 9 / 100)) --images "$images" --seed 21 --quiet >&2
./podagra phantom --out "$work/look" --patients 80 --images 260 --seed 22 --quiet >&2
./podagra study --cohort "$work/learn" --out "$work/run" --no-ui --set image.size="$size" --set tuning.enabled=false \
  --set training.epochs=10 --set ui.images=false >&2
classpath=$work:cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)
javac -cp "$classpath" -d "$work" benchmarks/saliency/SaliencyBenchmark.java
echo '<configuration><root level="OFF"/></configuration>' >"$work/logback.xml"
export OMP_WAIT_POLICY=passive
java -Xmx1g -XX:+UseSerialGC -Dorg.bytedeco.javacpp.logger=slf4j -Dlogback.configurationFile="$work/logback.xml" -cp "$classpath" \
  io.podagra.model.saliency.SaliencyBenchmark "$work/look" "$work/run/single/model.zip"
