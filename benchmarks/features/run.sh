#!/usr/bin/env bash
# Compares an epoch on the head alone from kept features with the same epoch through the trunk: run.sh [IMAGES] [SIZE...]
# Needs a JDK 17 and Maven. Some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."

images=${1:-1616}
shift || true
[ $# -gt 0 ] || set -- 64 96
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./podagra phantom --out "$work/cohort" --patients $((images / 10)) --images "$images" --quiet
classpath=$work:cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)
javac -cp "$classpath" -d "$work" benchmarks/features/*.java
echo '<configuration><root level="OFF"/></configuration>' >"$work/logback.xml"
export OMP_WAIT_POLICY=passive
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
for size in "$@"; do
  java -Xmx1g -XX:+UseSerialGC -Dorg.bytedeco.javacpp.logger=slf4j -Dlogback.configurationFile="$work/logback.xml" -cp "$classpath" \
    HeadEpochs "$work/cohort" "$size" "$work/run-$size"
done
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
