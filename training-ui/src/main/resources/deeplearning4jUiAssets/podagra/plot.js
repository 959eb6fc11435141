// What the charts of the trials page have in common. They are drawn by Apache ECharts (a global of the script before). Its
// own tooltips, which are made from markup, stay off: the page shows one of its own.

import { roundRange, standing } from "./trial-model.js";

const NEAR = 24;

/**
 * A chart that is drawn again when its search, its colours or its place change. watcher: {point(run, event), pick(run)}
 * is told of the run under the pointer, null if there is none.
 */
export class Plot {
  constructor(host, watcher) {
    this.host = host;
    this.watcher = watcher;
    this.marked = null;
    new ResizeObserver(() => this.resize()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  /**
   * search: as prepare() makes it; picked: the key of the run that is kept in view, null if there is none; only: the
   * numbers of the trials to bring out, null for all
   */
  show(search, picked, only) {
    const another = this.search && (this.search.arm !== search.arm || this.search.axes.length !== search.axes.length);
    this.search = search;
    this.picked = picked;
    this.only = only;
    this.draw(another);
  }

  draw(anew = false) {
    if (!this.search) {
      return;
    }
    this.prepareHost();
    if (!this.chart) {
      // Not before there is something to show: a chart without a size complains.
      this.chart = echarts.init(this.host);
      this.listen();
    }
    this.chart.resize();
    this.colours = palette();
    const option = { animation: false, textStyle: { fontFamily: this.colours.font }, ...this.option() };
    this.chart.setOption(option, anew ? { notMerge: true } : { replaceMerge: ["series"] });
    this.host.setAttribute("role", "img");
    this.host.setAttribute("aria-label", this.description());
    this.marked = null;
  }

  resize() {
    if (this.chart && this.host.clientWidth > 0) {
      this.chart.resize();
    }
  }

  prepareHost() {}

  /** Follows the pointer; the nearest run within reach is the one meant. */
  listen() {
    const canvas = this.chart.getZr();
    canvas.on("mousemove", (event) => this.watcher.point(this.nearest(event), event.event));
    canvas.on("globalout", () => this.watcher.point(null));
    canvas.on("click", (event) => this.watcher.pick(this.nearest(event)));
  }

  nearest(event) {
    let best = null;
    let least = NEAR;
    for (const [run, distance] of this.distances([event.offsetX, event.offsetY])) {
      if (distance < least) {
        best = run;
        least = distance;
      }
    }
    return best;
  }

  /** Pixels of a point, by way of two corners: asking for every point would take long. */
  pixels() {
    const [x0, y0] = this.chart.convertToPixel("grid", [0, 0]);
    const [x1, y1] = this.chart.convertToPixel("grid", [1, 1]);
    return ([x, y]) => [x0 + x * (x1 - x0), y0 + y * (y1 - y0)];
  }

  /** Brings the run out, which may be null. */
  mark(run) {
    const key = run?.key ?? null;
    if (!this.chart || this.marked === key) {
      return;
    }
    for (const [type, of] of [["downplay", this.marked], ["highlight", key]]) {
      const target = of === null ? null : this.target(of);
      if (target) {
        this.chart.dispatchAction({ type, ...target });
      }
    }
    this.marked = key;
  }

  /** The opacity of a run, less if it is not among those to bring out. */
  opacity(run, full) {
    return this.only === null || this.only.includes(run.trial) ? full : 0.1;
  }

  /** The colour of a run by its score; grey where there is none. */
  colour(run) {
    return run.score === null ? this.colours.muted : this.colours.ramp(standing(this.search, run.score));
  }

  axis(more) {
    const { text, grid } = this.colours;
    return {
      type: "value",
      nameLocation: "middle",
      nameTextStyle: { color: text, fontWeight: 600, fontSize: 12 },
      axisLabel: { color: text, fontSize: 12, hideOverlap: true },
      axisLine: { show: true, lineStyle: { color: grid } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: grid } },
      ...more,
    };
  }

  /** An axis of whole numbers from 1. */
  countAxis(name, last) {
    const axis = this.axis({ name, nameGap: 30, min: 0, max: Math.max(last, 2) * 1.02 + 0.2, splitLine: { show: false } });
    axis.interval = roundRange({ low: 0, high: Math.max(last, 5) }).step;
    axis.axisLabel.formatter = (value) => (Number.isInteger(value) && value > 0 ? String(value) : "");
    return axis;
  }

  scoreAxis(values) {
    const { low, high, step } = roundRange(values);
    const decimals = Math.max(0, Math.min(4, -Math.floor(Math.log10(step))));
    const axis = this.axis({ min: low, max: high, interval: step });
    axis.axisLabel.formatter = (value) => value.toFixed(decimals);
    return axis;
  }
}

/** Pixels between a point and the nearest place of a line of points. */
export function distanceTo(line, at) {
  if (line.length < 2) {
    return line.length === 0 ? Infinity : Math.hypot(line[0][0] - at[0], line[0][1] - at[1]);
  }
  return Math.min(...line.slice(1).map((end, i) => distanceToSegment(line[i], end, at)));
}

function distanceToSegment([ax, ay], [bx, by], [x, y]) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
}

/** The colours of the style sheet, which follow the user's choice of dark or light. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  const css = (name) => style.getPropertyValue(name).trim();
  const stops = ["--score-low", "--score-middle", "--score-high"].map((name) => channels(css(name)));
  return {
    font: css("--font"),
    text: css("--text"),
    muted: css("--muted"),
    grid: css("--border"),
    card: css("--card"),
    accent: css("--line-0"),
    failed: css("--failed"),
    ramp: (share) => (share < 0.5 ? mix(stops[0], stops[1], share * 2) : mix(stops[1], stops[2], share * 2 - 1)),
  };
}

function channels(hex) {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
}

function mix(from, to, share) {
  return `rgb(${from.map((value, i) => Math.round(value + share * (to[i] - value))).join(",")})`;
}
