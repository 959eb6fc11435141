// The two kinds of chart on the evaluation page, drawn by uPlot (a global of the script before).

import { rate } from "./format.js";

const PALETTE_SIZE = 6;
// Lines differ in their dashes as well, for those who cannot tell the colours apart.
const DASHES = [[], [9, 4], [3, 3], [12, 3, 3, 3], [6, 2], [2, 4]];
const LEGEND_DASHES = ["solid", "dashed", "dotted", "dashed", "dashed", "dotted"];
const TALLEST = 420;

/** The sensitivity of each curve at the same false positive rate, for one chart. */
class RocChart {
  constructor(host) {
    this.chart = new Chart(host);
  }

  /** curves: [{label, auc, falsePositiveRate: [...], truePositiveRate: [...], style}] */
  show(curves) {
    const x = sharedRates(curves);
    this.chart.show({
      data: [x, x, ...curves.map((curve) => sensitivities(curve, x))],
      xLabel: "1 − specificity",
      yLabel: "Sensitivity",
      xRange: [0, 1],
      yRange: [0, 1],
      series: [
        { label: "Chance", class: "chance", stroke: "--muted", width: 1, dash: [4, 4], value: () => "" },
        ...curves.map((curve) => ({
          label: curve.label,
          ...look(curve.style),
          value: (v) => (v === null ? `AUC ${rate(curve.auc)}` : rate(v)),
        })),
      ],
      xValue: (v) => rate(v),
      description: "ROC curves. " + curves.map((curve) => `${curve.label}: AUC ${rate(curve.auc)}`).join("; "),
    });
  }
}

/** The AUC of each arm after each epoch. */
class AucChart {
  constructor(host) {
    this.chart = new Chart(host);
  }

  /** lines: [{label, points: [{epoch, auc}], style}]; epochs: how many are planned, 0 if unknown */
  show(lines, epochs) {
    const x = [...new Set(lines.flatMap((line) => line.points.map((point) => point.epoch)))].sort((a, b) => a - b);
    const values = lines.map((line) => {
      const byEpoch = new Map(line.points.map((point) => [point.epoch, point.auc]));
      return x.map((epoch) => byEpoch.get(epoch) ?? null);
    });
    const lowest = Math.min(0.5, ...values.flat().filter((auc) => auc !== null));
    const first = Math.min(1, x[0] ?? 1);
    this.chart.show({
      data: [x, ...values],
      xLabel: "Epoch",
      yLabel: "AUC",
      xRange: [first, Math.max(epochs, x.at(-1) ?? 1, first + 1)],
      yRange: [Math.floor(lowest * 10) / 10, 1],
      wholeX: true,
      series: lines.map((line) => ({
        label: line.label,
        ...look(line.style),
        points: true,
        value: (v) => (v === null ? `best ${rate(best(line))}` : rate(v)),
      })),
      xValue: (v) => (v === null ? "–" : String(v)),
      description: "AUC by epoch. " + lines.map((line) => `${line.label}: best ${rate(best(line))}`).join("; "),
    });
  }
}

export { AucChart, RocChart };

/** A uPlot that is made anew when its lines change, and only redrawn when their values do. */
class Chart {
  constructor(host) {
    this.host = host;
    new ResizeObserver(() => this.resize()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.rebuild());
  }

  show(spec) {
    const lines = JSON.stringify(spec.series.map((series) => [series.label, series.stroke]));
    const same = this.plot && lines === this.lines;
    this.spec = spec;
    this.lines = lines;
    if (same) {
      this.plot.setData(spec.data);
      this.describe();
    } else {
      this.rebuild();
    }
  }

  rebuild() {
    if (!this.spec) {
      return;
    }
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.spec.data, this.host);
    this.describe();
  }

  resize() {
    const { width, height } = this.size();
    if (this.plot && width > 0 && (width !== this.plot.width || height !== this.plot.height)) {
      this.plot.setSize({ width, height });
    }
  }

  size() {
    const width = Math.floor(this.host.clientWidth);
    return { width, height: Math.min(Math.round(width * 0.9), TALLEST) };
  }

  describe() {
    const drawing = this.plot.root.querySelector(".u-wrap");
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", this.spec.description);
  }

  options() {
    const style = getComputedStyle(document.documentElement);
    const css = (name) => style.getPropertyValue(name).trim();
    const font = `12px ${css("--font")}`;
    const axis = (label, more) => ({
      label,
      stroke: css("--text"),
      font,
      labelFont: `600 ${font}`,
      grid: { stroke: css("--grid"), width: 1 },
      ticks: { stroke: css("--grid"), width: 1 },
      ...more,
    });
    return {
      ...this.size(),
      padding: [12, 12, 0, 0],
      // The values under the pointer appear in the legend; there is nothing to select or to hide.
      cursor: { drag: { x: false, y: false }, y: false },
      legend: { markers: { width: 3, dash: (plot, i) => this.spec.series[i - 1]?.legendDash ?? "solid" } },
      hooks: {
        setLegend: [(plot) => plot.root.classList.toggle("pointed", plot.legend.idx != null)],
      },
      scales: {
        x: { time: false, range: () => this.spec.xRange },
        y: { range: () => this.spec.yRange },
      },
      axes: [
        axis(this.spec.xLabel, this.spec.wholeX ? { incrs: [1, 2, 5, 10, 20, 50, 100] } : { space: 40 }),
        axis(this.spec.yLabel, { size: 44, space: 36 }),
      ],
      series: [
        { label: this.spec.xLabel, value: (plot, v) => this.spec.xValue(v ?? null) },
        ...this.spec.series.map((series, i) => ({
          label: series.label,
          stroke: css(series.stroke),
          width: series.width ?? 2,
          dash: series.dash,
          class: series.class,
          points: { show: series.points ?? false, size: 6 },
          spanGaps: true,
          value: (plot, v) => this.spec.series[i].value(v ?? null),
        })),
      ],
    };
  }
}

/** Every false positive rate at which some curve has a corner, each twice: before a step and after. */
function sharedRates(curves) {
  const rates = new Set([0, 1]);
  curves.forEach((curve) => curve.falsePositiveRate.forEach((x) => rates.add(x)));
  return [...rates].sort((a, b) => a - b).flatMap((x) => [x, x]);
}

/** The curve's lower and upper sensitivity at each pair of equal rates; straight between corners. */
function sensitivities(curve, rates) {
  const x = curve.falsePositiveRate;
  const y = curve.truePositiveRate;
  const values = [];
  let i = 0;
  for (let r = 0; r < rates.length; r += 2) {
    const at = rates[r];
    while (x[i] < at) {
      i++;
    }
    if (x[i] === at) {
      let last = i;
      while (x[last + 1] === at) {
        last++;
      }
      values.push(y[i], y[last]);
    } else {
      const share = (at - x[i - 1]) / (x[i] - x[i - 1]);
      const between = y[i - 1] + share * (y[i] - y[i - 1]);
      values.push(between, between);
    }
  }
  return values;
}

function best(line) {
  return line.points.reduce((top, point) => (point.auc !== null && (top === null || point.auc > top) ? point.auc : top), null);
}

function look(style) {
  const i = style % PALETTE_SIZE;
  return { stroke: `--line-${i}`, dash: DASHES[i], legendDash: LEGEND_DASHES[i] };
}
