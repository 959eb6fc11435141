#!/usr/bin/env bash
# Measures how long the pages of the largest run take in a browser, and what they take of the server's memory.
# Needs a JDK 17, Maven, chromium and chromium-driver. Writes pages.csv here; some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/pages

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -q -pl training-ui -am test-compile dependency:build-classpath -Dspotless.check.skip -Dmdep.includeScope=test \
  -Dmdep.outputFile="$work/classpath"
classpath=$work:training-ui/target/test-classes:training-ui/target/classes:$(cat "$work/classpath")
javac -cp "$classpath" -d "$work" $here/*.java
run=${1:-$work/large}
for task in write measure; do
  java -Xmx1g -cp "$classpath" Pages "$run" 2>"$work/log" >"$work/pages.csv" || { cat "$work/log"; exit 1; }
done
mv "$work/pages.csv" $here/
