#!/usr/bin/env bash
# Measures the service: as many requests as it answers, beside predict on the same images; times at half of that; memory over
# 20,000 requests; hostile bodies. Prints it; some ten minutes on two quiet cores. Needs Linux, a JDK 17 and Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=benchmarks/serving
pixels=${1:-224}
images=${2:-800}
long=${3:-20000}

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
./podagra phantom --quiet --out "$work/cohort" --patients 20 --images 200 --seed 5 >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
classpath=cli/target/podagra-cli.jar:$(cat cli/target/podagra.classpath)
javac -cp "$classpath" -d "$work" $here/*.java
# The native library that the launcher chose.
extension=$(tr : '\n' <cli/target/podagra.classpath | sed -n 's/.*nd4j-native-1.*-linux-x86_64\(-.*\)\.jar$/\1/p' | head -1)
model() { # PIXELS
  java -Dorg.bytedeco.javacpp.platform.extension="$extension" -cp "$work:$classpath" UntrainedModel "$1" "$work/$1.zip" >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 1; }
}

# What starting costs is in both calls: the difference is that of the images.
list() { # COUNT
  { echo image; for _ in $(seq $(($1 / 200))); do find "$work/cohort" -name '*.png' -not -path '*truth*' -not -path '*mask*' | sort | head -200; done; } >"$work/$1.csv"
}
predict() { # PIXELS COUNT
  /usr/bin/env bash -c 'time ./podagra predict --quiet --model "$0/$1.zip" --list "$0/$2.csv" --out "$0/scores-$1-$2.csv" 2>/dev/null' "$work" "$1" "$2" 2>&1 |
    awk '{split($2, t, /[ms]/); if ($1 == "real") real = t[1] * 60 + t[2]; if ($1 == "user" || $1 == "sys") cpu += t[1] * 60 + t[2]}
      END {print real, cpu}'
}
serve() { # PIXELS
  ./podagra serve "$work/$1.zip" --port 0 >"$work/served" 2>"$work/said" &
  server=$!
  until grep -qs Serving "$work/served"; do
    kill -0 $server || { cat "$work/said"; exit 1; }
    sleep 0.2
  done
  url=$(sed 's/^Serving: //' "$work/served")
}
stop() {
  kill $server
  wait $server || true
  server=
}
load() { # MODE PIXELS ...
  java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work" Load "$1" "$url" $server "$work/scores-$2-$few.csv" "${@:3}"
}
few=200
many=$((few + images))
list $few
list $many

model "$pixels"
a=$(predict "$pixels" $few)
b=$(predict "$pixels" $many)
echo "$a $b" | awk -v n="$images" '{printf "predict: %d images in %.1f s: %.1f/s; %.2f ms of processor an image\n", n, $3 - $1, n / ($3 - $1), ($4 - $2) * 1000 / n}'
serve "$pixels"
load saturate "$pixels" 400 >/dev/null # warms up, as the first images of predict do
echo "--- as many as it answers"
load saturate "$pixels" "$images" | tee "$work/saturation"
rate=$(sed -n 's/.*s: \([0-9.]*\)\/s;.*/\1/p' "$work/saturation" | awk '{print $1 / 2}')
echo "--- $rate a second"
load pace "$pixels" "$((images / 2))" "$rate"
stop

# Memory is that of requests, whatever a network costs: the smallest.
model 32
predict 32 $few >/dev/null
serve 32
echo "--- $long requests"
load saturate 32 "$long"
echo "--- hostile bodies"
load hostile 32
stop
cat "$work/said"
