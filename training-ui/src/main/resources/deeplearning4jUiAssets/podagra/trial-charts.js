// The charts of the scores, the curves and the importance on the trials page.

import { rate } from "./format.js";
import { Plot, distanceTo } from "./plot.js";
import { STATES, shortName } from "./trial-model.js";
import { text } from "./texts.js";

const CROSS = "path://M2,0 L10,8 L18,0 L20,2 L12,10 L20,18 L18,20 L10,12 L2,20 L0,18 L8,10 L0,2 Z";
const STAR = "path://M10,0 L13,7 L20,7.6 L14.6,12.3 L16.3,19.5 L10,15.6 L3.7,19.5 L5.4,12.3 L0,7.6 L7,7 Z";
const BAR_HEIGHT = 34;

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
      xAxis: this.countAxis(text("axis.trial"), Math.max(search.planned, last)),
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
      axis.axisLabel.formatter = (value) => (value < min + interval / 2 ? text("axis.none") : scores(value));
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
    return best
      ? text("described.best", trials.length, best.trial, rate(best.score))
      : text("described.scores", trials.length);
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
      xAxis: this.countAxis(text("axis.epoch"), last),
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
    return text("described.curves", this.search.runs.length);
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
    return text("described.importance", this.bars().map(([name, share]) => `${name} ${share.toFixed(2)}`).join("; "));
  }
}

/** What the marks of a search's scores mean: [kind, name] of each. */
export function keyEntries(search) {
  const states = new Set(search.trials.map((trial) => trial.state));
  return [
    ...STATES.filter((state) => states.has(state)).map((state) => [state, text(`state.${state}`)]),
    ...(search.repeats.length > 0 ? [["repeat", text("key.repeat")]] : []),
    ...(search.chosen === null ? [] : [["chosen", text("key.chosen")]]),
    ["line", text("key.best")],
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
