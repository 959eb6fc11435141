#!/usr/bin/env bash
# Which GPUs the library of the profile cuda has code for; where there is a driver, also whether it takes that code.
set -euo pipefail
cd "$(dirname "$0")"
jar=$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}"/org/nd4j/nd4j-cuda-11.6 -name '*-linux-x86_64-cudnn.jar' | head -n 1)
[ -n "$jar" ] || { echo "run.sh: no library of nd4j-cuda-11.6; run mvn package -Pcuda -DskipTests" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -qj "$jar" '*/libnd4jcuda.so' -d "$work"
load=
if command -v nvidia-smi >/dev/null; then load=--load; fi
python3 architectures.py $load "$work/libnd4jcuda.so"
