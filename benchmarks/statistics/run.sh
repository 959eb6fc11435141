#!/usr/bin/env bash
# Simulates how often intervals and tests are right, and times DeLong's test and the patient bootstrap beside pROC.
# Needs a JDK 17, Maven, and R with pROC (Debian: r-cran-proc). Writes coverage.csv and speed.csv here; some minutes.
#
#   benchmarks/statistics/run.sh [coverage|speed]      # both
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/statistics

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -q -pl eval -am compile dependency:build-classpath -Dmdep.outputFile="$work/classpath"
classpath=$work:eval/target/classes:$(cat "$work/classpath")
javac -cp "$classpath" -d "$work" eval/src/test/java/io/podagra/eval/statistics/{SimulationDesign,CoverageSimulation}.java $here/*.java

if [ "${1:-coverage}" = coverage ]; then
  java -Xmx1g -cp "$classpath" Coverage 10000 2000 1000 1 >"$work/coverage.csv"
  mv "$work/coverage.csv" $here/
fi
if [ "${1:-speed}" = speed ]; then
  {
    echo program,task,images,run,seconds,processor_seconds,z
    for images in 100000 1000000; do
      java -Xmx256m -cp "$classpath" Speed delong $images "$work"
    done
    java -Xmx256m -cp "$classpath" Speed bootstrap 2000 "$work"
    Rscript $here/speed.R "$work" 100000 1000000 2000
  } >"$work/speed.csv"
  mv "$work/speed.csv" $here/
fi
