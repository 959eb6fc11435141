#!/usr/bin/env bash
# Prints the speckle statistics of the phantom's devices. Needs a JDK 17 and Maven; seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."

mvn -B -q -pl data compile
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -cp data/target/classes -d "$classes" benchmarks/speckle/SpeckleReport.java \
  data/src/test/java/io/podagra/data/phantom/Speckle.java
java -cp "data/target/classes:$classes" io.podagra.data.phantom.SpeckleReport
