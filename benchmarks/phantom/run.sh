#!/usr/bin/env bash
# Prints how fast the phantom draws: run.sh [IMAGES] [THREADS] [RUNS]. Needs a JDK 17 and Maven; a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."

./podagra --help >/dev/null # builds what is out of date
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
classpath=$classes:data/target/classes:$(cat cli/target/podagra.classpath)
javac -cp data/target/classes -d "$classes" benchmarks/phantom/PhantomThroughput.java
java -XX:+UseSerialGC -Xmx1g -cp "$classpath" io.podagra.data.phantom.PhantomThroughput \
  "${1:-600}" "${2:-2}" "${3:-5}"
