// The AUC of both methods of each run with its interval, drawn by Apache ECharts (a global of the script before).

import { ALL, armName } from "./names.js";
import { METHODS, interval, setOf } from "./run-model.js";
import { text } from "./texts.js";

const ROW_HEIGHT = 56;
const AXIS_HEIGHT = 56;
const NARROW = 600;
const OFFSET = 11;
const CAP = 5;
const MARK = 11;

export class ForestChart {
  constructor(host) {
    this.host = host;
    new ResizeObserver(() => this.draw()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  /** runs: those with figures, the first on top */
  show(runs) {
    this.runs = runs;
    this.draw();
  }

  draw() {
    if (!this.runs) {
      return;
    }
    this.host.style.height = `${this.runs.length * ROW_HEIGHT + AXIS_HEIGHT}px`;
    if (this.host.clientWidth === 0) {
      return;
    }
    this.chart ??= echarts.init(this.host);
    this.chart.resize();
    this.chart.setOption({ animation: false, ...this.option() }, { notMerge: true });
    this.host.setAttribute("role", "img");
    this.host.setAttribute("aria-label", this.description());
  }

  option() {
    const style = getComputedStyle(document.documentElement);
    const css = (name) => style.getPropertyValue(name).trim();
    const words = { color: css("--text"), fontSize: 12 };
    const figures = this.runs.flatMap((run) => METHODS.map((method) => auc(run, method))).filter((figure) => figure);
    const lows = figures.map((figure) => figure.low ?? figure.value);
    const lowest = Math.min(0.5, ...lows);
    const names = Math.min(220, this.host.clientWidth < NARROW ? 110 : 220);
    return {
      textStyle: { fontFamily: css("--font") },
      grid: { left: names + 16, right: 20, top: 8, bottom: AXIS_HEIGHT - 8 },
      xAxis: {
        type: "value",
        min: Math.floor(lowest * 10 - 1e-9) / 10,
        max: 1,
        interval: this.host.clientWidth < NARROW ? 0.2 : 0.1,
        name: "AUC",
        nameLocation: "middle",
        nameGap: 28,
        nameTextStyle: { ...words, fontWeight: 600 },
        axisLabel: { ...words, formatter: (value) => value.toFixed(1) },
        axisLine: { show: true, lineStyle: { color: css("--border") } },
        splitLine: { lineStyle: { color: css("--grid") } },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: this.runs.map((run) => run.run),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...words, fontSize: 13, width: names, overflow: "truncate" },
      },
      series: [
        ...METHODS.map((method, i) => this.marks(method, i, css(`--line-${i}`))),
        {
          type: "line",
          silent: true,
          data: [],
          markLine: {
            symbol: "none",
            silent: true,
            label: { show: false },
            lineStyle: { color: css("--muted"), type: [4, 4], width: 1.5 },
            data: [{ xAxis: 0.5 }],
          },
        },
      ],
    };
  }

  marks(method, at, colour) {
    const data = this.runs
      .map((run, i) => [auc(run, method), i])
      .filter(([figure]) => figure)
      .map(([{ value, low, high }, i]) => [value, i, low ?? value, high ?? value]);
    return {
      type: "custom",
      silent: true,
      encode: { x: [0, 2, 3], y: 1 },
      data,
      renderItem: (params, api) => {
        const y = api.coord([0, api.value(1)])[1] + (at === 0 ? -OFFSET : OFFSET);
        const [x, low, high] = [0, 2, 3].map((place) => api.coord([api.value(place), 0])[0]);
        const line = (x1, y1, x2, y2) => ({
          type: "line",
          shape: { x1, y1, x2, y2 },
          style: { stroke: colour, lineWidth: 2 },
        });
        return {
          type: "group",
          children: [
            line(low, y, high, y),
            line(low, y - CAP, low, y + CAP),
            line(high, y - CAP, high, y + CAP),
            at === 0
              ? { type: "circle", shape: { cx: x, cy: y, r: MARK / 2 }, style: { fill: colour } }
              : {
                  type: "rect",
                  shape: { x: -MARK / 2, y: -MARK / 2, width: MARK, height: MARK },
                  position: [x, y],
                  rotation: Math.PI / 4,
                  style: { fill: colour },
                },
          ],
        };
      },
    };
  }

  description() {
    const values = this.runs.flatMap((run) =>
      METHODS.map((method) => text("chart.value", run.run, armName(method), interval(auc(run, method)))),
    );
    return text("chart.description", values.join("; "));
  }
}

function auc(run, method) {
  return setOf(run, ALL)?.methods[method]?.auc;
}
