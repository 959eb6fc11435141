// The lines of a chart as uPlot wants them.

/** Every x at which a line has a point, twice, since a line may rise there; then the diagonal, the lines, their bands. */
export function columns({ lines, x, y, diagonal }) {
  const all = lines.flatMap((line) => line.x);
  const places = [...new Set([...(diagonal ? x.range : []), ...all])].sort((a, b) => a - b).flatMap((at) => [at, at]);
  const drawn = lines.flatMap((line) =>
    [line.y, ...(line.low ? [line.low, line.high] : [])].map((values) => heights(line.x, values, places)),
  );
  const [left, right] = x.range;
  const up = (at) => y.range[0] + ((at - left) / (right - left)) * (y.range[1] - y.range[0]);
  return [places, ...(diagonal ? [places.map(up)] : []), ...drawn];
}

/** The line's lower and upper height at each pair of equal places; straight between its points, null beyond them. */
function heights(x, y, places) {
  const values = [];
  const end = x.at(-1);
  let i = 0;
  for (let p = 0; p < places.length; p += 2) {
    const at = places[p];
    while (i < x.length && x[i] < at) {
      i++;
    }
    if (at < x[0] || at > end) {
      values.push(null, null);
    } else if (x[i] === at) {
      let last = i;
      while (x[last + 1] === at) {
        last++;
      }
      values.push(y[i], y[last]);
    } else {
      const share = (at - x[i - 1]) / (x[i] - x[i - 1]);
      const known = y[i] !== null && y[i - 1] !== null;
      const between = known ? y[i - 1] + share * (y[i] - y[i - 1]) : null;
      values.push(between, between);
    }
  }
  return values;
}
