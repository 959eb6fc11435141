#!/usr/bin/env bash
# Compares the estimate of a training's memory with the largest size of a process that trains. Needs a JDK 17 and Maven; Linux.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./podagra --version >&2 # builds what is not built
classpath=$work:cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)
javac -cp "$classpath" -d "$work" benchmarks/memory/*.java
echo '<configuration><root level="OFF"/></configuration>' >"$work/logback.xml"
export OMP_WAIT_POLICY=passive
for case in "64 16 podagra" "96 32 podagra" "160 16 torch" "224 8 torch"; do
  for whole in true false; do
    # shellcheck disable=SC2086
    java -Xmx1g -XX:+UseSerialGC -Dpodagra.onednn=$whole -Dorg.bytedeco.javacpp.logger=slf4j -Dlogback.configurationFile="$work/logback.xml" -cp "$classpath" TrainingMemory $case
  done
done
