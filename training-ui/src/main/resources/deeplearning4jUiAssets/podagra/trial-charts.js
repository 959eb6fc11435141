// The four charts of the trials page, drawn by Apache ECharts (a global of the script before). Its own tooltips, which
// are made from markup, stay off: the page shows one of its own.

import { number, rate } from "./format.js";
import { STATES, roundRange, shortName, standing } from "./trial-model.js";

const CROSS = "path://M2,0 L10,8 L18,0 L20,2 L12,10 L20,18 L18,20 L10,12 L2,20 L0,18 L8,10 L0,2 Z";
const STAR = "path://M10,0 L13,7 L20,7.6 L14.6,12.3 L16.3,19.5 L10,15.6 L3.7,19.5 L5.4,12.3 L0,7.6 L7,7 Z";
const NEAR = 24;
const AXIS_WIDTH = 92;
const BAR_HEIGHT = 34;

/**
 * A chart that is drawn again when its search, its colours or its place change. watcher: {point(run, event), pick(run)}
 * is told of the run under the pointer, null if there is none.
 */
class Plot {
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

/** The score of each trial, and the best so far. */
export class ScoreChart extends Plot {
  option() {
    const { search, colours } = this;
    const axis = this.scoreAxis(search.scores);
    const last = search.trials.at(-1)?.trial ?? 1;
    this.addLane(axis);
    this.points = new Map();
    const line = search.bestSoFar.length > 0 ? [...search.bestSoFar, [last, search.bestSoFar.at(-1)[1]]] : [];
    return {
      grid: { left: 52, right: 16, top: 14, bottom: 48 },
      xAxis: this.countAxis("Trial", Math.max(search.planned, last)),
      yAxis: axis,
      series: [
        {
          type: "line",
          step: "end",
          data: line,
          symbol: "none",
          silent: true,
          lineStyle: { color: colours.text, width: 1.5, type: [5, 3] },
        },
        {
          type: "scatter",
          silent: true,
          cursor: "default",
          data: search.runs.map((run, i) => this.point(run, i)),
        },
      ],
    };
  }

  /** What has no score lies in a lane of its own, one step below the lowest score. */
  addLane(axis) {
    if (this.search.runs.some(hasNoScore)) {
      const scores = axis.axisLabel.formatter;
      axis.min -= axis.interval;
      const { min, interval } = axis;
      axis.axisLabel.formatter = (value) => (value < min + interval / 2 ? "none" : scores(value));
    }
    this.floor = axis.min;
  }

  point(run, i) {
    this.points.set(run.key, i);
    const failed = run.state === "failed";
    const chosen = run.repeat === 0 && run.trial === this.search.chosen;
    const colour = failed ? this.colours.failed : this.colour(run);
    const hollow = run.state === "stopped" || run.state === "running";
    const picked = run.key === this.picked;
    const style = {
      color: hollow ? this.colours.card : colour,
      borderColor: picked ? this.colours.text : run.repeat > 0 ? this.colours.card : colour,
      borderWidth: picked ? 3 : hollow ? 2 : run.repeat > 0 ? 1 : 0,
      opacity: this.opacity(run, 1),
    };
    return {
      value: [run.trial, this.height(run)],
      symbol: symbolOf(run, chosen),
      symbolOffset: run.repeat > 0 ? [13, 0] : [0, 0],
      symbolSize: chosen ? 20 : run.repeat > 0 ? 9 : 11,
      itemStyle: style,
      z: chosen ? 3 : 2,
      emphasis: { scale: 1.6, itemStyle: { ...style, borderColor: this.colours.text, borderWidth: 3 } },
    };
  }

  height(run) {
    return hasNoScore(run) ? this.floor : run.score;
  }

  *distances([x, y]) {
    const toPixels = this.pixels();
    for (const run of this.search.runs) {
      const [px, py] = toPixels([run.trial, this.height(run)]);
      yield [run, Math.hypot(px - x, py - y)];
    }
  }

  target(key) {
    return { seriesIndex: 1, dataIndex: this.points.get(key) };
  }

  description() {
    const { best, trials } = this.search;
    const end = best ? `; the best is trial ${best.trial} with ${rate(best.score)}` : "";
    return `Score by trial, ${trials.length} trials${end}. The table below holds every figure.`;
  }
}

/** The score of each run after each of its epochs. */
export class CurveChart extends Plot {
  option() {
    const { search, colours } = this;
    this.lines = new Map();
    const last = Math.max(search.epochs, ...search.runs.map((run) => run.curve.length));
    const runs = search.runs.filter((run) => run.curve.length > 0);
    return {
      grid: { left: 52, right: 34, top: 14, bottom: 48 },
      xAxis: this.countAxis("Epoch", last),
      yAxis: this.scoreAxis(search.curves),
      series: runs.map((run, i) => {
        this.lines.set(run.key, i);
        const chosen = run.repeat === 0 && run.trial === search.chosen;
        const picked = run.key === this.picked;
        const colour = picked ? colours.text : this.colour(run);
        return {
          id: run.key,
          type: "line",
          silent: true,
          data: points(run),
          showSymbol: run.curve.length === 1,
          symbol: "circle",
          symbolSize: 5,
          z: picked || chosen ? 4 : 2,
          lineStyle: {
            color: colour,
            width: picked || chosen ? 3 : 1.25,
            opacity: this.opacity(run, picked || chosen ? 1 : 0.7),
            type: run.repeat > 0 ? [4, 3] : "solid",
          },
          itemStyle: { color: colour },
          endLabel: {
            show: picked || chosen,
            formatter: () => String(run.trial),
            color: colours.text,
            fontWeight: 600,
          },
          emphasis: { lineStyle: { color: colours.text, width: 3.5, opacity: 1 } },
        };
      }),
    };
  }

  *distances(at) {
    const toPixels = this.pixels();
    for (const run of this.search.runs) {
      yield [run, distanceTo(points(run).map(toPixels), at)];
    }
  }

  target(key) {
    return this.lines.has(key) ? { seriesIndex: this.lines.get(key) } : null;
  }

  description() {
    return `Score after each epoch of ${this.search.runs.length} runs. The table below holds every trial's best score.`;
  }
}

/** Parallel coordinates: an axis for each setting and one for the score, a line for each trial. */
export class SettingsChart extends Plot {
  /** chosen: is told the numbers of the trials within the ranges drawn on the axes, null if there are none */
  constructor(host, watcher, chosen) {
    super(host, watcher);
    this.chosen = chosen;
  }

  prepareHost() {
    this.host.style.minWidth = `${(this.search.axes.length + 1) * AXIS_WIDTH}px`;
  }

  listen() {
    const run = (event) => this.order[event.dataIndex] ?? null;
    this.chart.on("mouseover", (event) => this.watcher.point(run(event), event.event.event));
    this.chart.on("mouseout", () => this.watcher.point(null));
    this.chart.on("click", (event) => this.watcher.pick(run(event)));
    this.chart.on("axisareaselected", () => this.tellChosen());
  }

  draw(anew) {
    super.draw(anew);
    if (this.chart) {
      // A range stays on its axis, and new trials fall within it.
      this.tellChosen();
    }
  }

  tellChosen() {
    const ranged = this.chart.getOption().parallelAxis.some((_, i) => this.intervals(i).length > 0);
    const active = this.chart.getModel().getSeriesByIndex(0).getRawIndicesByActiveState("active");
    this.chosen(ranged ? active.map((i) => this.order[i].trial) : null);
  }

  intervals(i) {
    return this.chart.getModel().getComponent("parallelAxis", i)?.activeIntervals ?? [];
  }

  /** Takes the ranges off the axes. */
  clear() {
    this.chart?.getOption().parallelAxis.forEach((_, parallelAxisIndex) => {
      this.chart.dispatchAction({ type: "axisAreaSelect", parallelAxisIndex, intervals: [] });
    });
  }

  option() {
    const { search, colours } = this;
    const score = this.scoreAxis(search.scores);
    // The best on top.
    this.order = [...search.trials].sort((a, b) => (a.score ?? -Infinity) - (b.score ?? -Infinity));
    return {
      parallel: { left: 40, right: 64, top: 44, bottom: 16 },
      parallelAxis: [
        ...search.axes.map((axis, dim) => this.setting(axis, dim)),
        this.upright("score", score.axisLabel.formatter, {
          dim: search.axes.length,
          min: score.min,
          max: score.max,
          interval: score.interval,
        }),
      ],
      series: [
        {
          type: "parallel",
          inactiveOpacity: 0.08,
          activeOpacity: 1,
          data: this.order.map((trial) => this.line(trial)),
          emphasis: { lineStyle: { color: colours.text, width: 4, opacity: 1 } },
        },
      ],
    };
  }

  setting(axis, dim) {
    const scale = scaleOf(axis);
    const formatter = axis.scale === "category" ? shortened : (position) => valueAt(axis, scale, position);
    return this.upright(shortName(axis.name), formatter, { dim, ...scale });
  }

  upright(name, formatter, more) {
    const { text, muted, accent, card } = this.colours;
    return {
      name: inLines(name),
      type: "value",
      nameLocation: "end",
      nameGap: 14,
      nameTextStyle: { color: text, fontWeight: 600, fontSize: 12, lineHeight: 14 },
      axisLine: { lineStyle: { color: muted, width: 1 } },
      axisTick: { lineStyle: { color: muted } },
      axisLabel: {
        color: text,
        fontSize: 12,
        hideOverlap: true,
        textBorderColor: card,
        textBorderWidth: 3,
        formatter,
      },
      minorTick: { show: false },
      splitLine: { show: false },
      areaSelectStyle: { width: 18, color: accent, borderColor: accent, opacity: 0.25 },
      ...more,
    };
  }

  line(trial) {
    const { search } = this;
    const chosen = trial.trial === search.chosen;
    const picked = trial.key === this.picked;
    const values = search.axes.map((axis) => positionOf(axis, axis.at(trial)));
    return {
      value: [...values, trial.state === "failed" ? null : trial.score].map((value) => value ?? NaN),
      lineStyle: {
        color: picked ? this.colours.text : trial.state === "failed" ? this.colours.failed : this.colour(trial),
        width: picked || chosen ? 4 : 1.5,
        opacity: picked || chosen ? 1 : 0.75,
        type: trial.state === "failed" ? [4, 3] : "solid",
      },
    };
  }

  target(key) {
    const dataIndex = this.order.findIndex((trial) => trial.key === key);
    return dataIndex < 0 ? null : { seriesIndex: 0, dataIndex };
  }

  description() {
    const names = this.search.axes.map((axis) => axis.name).join(", ");
    return `A line for each trial across the settings ${names} and the score. The table below holds every figure.`;
  }
}

/** A bar for each setting, the most important first. */
export class ImportanceChart extends Plot {
  prepareHost() {
    this.host.style.height = `${this.bars().length * BAR_HEIGHT + 16}px`;
  }

  listen() {}

  mark() {}

  bars() {
    return Object.entries(this.search.importance).sort((a, b) => b[1] - a[1]);
  }

  option() {
    const { colours } = this;
    const bars = this.bars();
    const longest = Math.max(...bars.map(([name]) => shortName(name).length));
    return {
      grid: { left: Math.min(150, 20 + 8 * longest), right: 44, top: 8, bottom: 8 },
      xAxis: { type: "value", min: 0, max: Math.max(...bars.map((bar) => bar[1]), 0.01), show: false },
      yAxis: {
        type: "category",
        inverse: true,
        data: bars.map((bar) => shortName(bar[0])),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: colours.text, fontSize: 13, width: 136, overflow: "truncate" },
      },
      series: [
        {
          type: "bar",
          silent: true,
          data: bars.map((bar) => bar[1]),
          barWidth: 16,
          itemStyle: { color: colours.accent, borderRadius: 3 },
          label: {
            show: true,
            position: "right",
            color: colours.text,
            fontSize: 13,
            formatter: ({ value }) => value.toFixed(2),
          },
        },
      ],
    };
  }

  description() {
    return "Importance of each setting: " + this.bars().map(([name, share]) => `${name} ${share.toFixed(2)}`).join("; ");
  }
}

/** What the marks of a search's scores mean: [kind, name] of each. */
export function keyEntries(search) {
  const states = new Set(search.trials.map((trial) => trial.state));
  return [
    ...Object.keys(STATES).filter((state) => states.has(state)).map((state) => [state, STATES[state]]),
    ...(search.repeats.length > 0 ? [["repeat", "Repeat"]] : []),
    ...(search.chosen === null ? [] : [["chosen", "Chosen"]]),
    ["line", "Best so far"],
  ];
}

/** A trial that failed, whatever it had reached, and one that runs until its first epoch has ended. */
function hasNoScore(run) {
  return run.state === "failed" || run.score === null;
}

function symbolOf(run, chosen) {
  if (chosen) {
    return STAR;
  }
  if (run.state === "failed") {
    return CROSS;
  }
  return run.repeat > 0 ? "triangle" : run.state === "running" ? "diamond" : "circle";
}

function points(run) {
  return run.curve.map((score, i) => [i + 1, score]);
}

/** An axis of numbers has its ends and what is at equal steps between; a logarithmic one is drawn by exponents. */
function scaleOf(axis) {
  if (axis.scale === "category") {
    return { type: "category", data: axis.categories };
  }
  const [low, high] = [axis.low, axis.high].map((value) => positionOf(axis, value));
  const [min, max] = low < high ? [low, high] : [low - 0.5, high + 0.5];
  const decades = Math.round(max - min);
  const whole = axis.scale === "logarithmic" && Math.abs(max - min - decades) < 1e-9 && decades > 1 && decades < 7;
  return { min, max, interval: (max - min) / (whole ? decades : 4) };
}

function positionOf(axis, value) {
  return axis.scale === "logarithmic" && value !== null ? Math.log10(value) : value;
}

/** The number at a place of an axis, in between with two digits. */
function valueAt(axis, { min, max }, position) {
  const value = axis.scale === "logarithmic" ? 10 ** position : position;
  const digits = position === min || position === max ? 6 : 2;
  return number(Number(value.toPrecision(digits)));
}

/** A long name in two lines, broken before a capital letter. */
function inLines(name) {
  if (name.length <= 11) {
    return name;
  }
  const breaks = [...name.matchAll(/(?<=[a-z])(?=[A-Z])/g)].map((found) => found.index);
  const middle = name.length / 2;
  const at = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return at === undefined ? shortened(name) : `${shortened(name.slice(0, at))}\n${shortened(name.slice(at))}`;
}

function shortened(text) {
  return text.length <= 13 ? text : `${text.slice(0, 12)}…`;
}

function distanceTo(line, at) {
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
