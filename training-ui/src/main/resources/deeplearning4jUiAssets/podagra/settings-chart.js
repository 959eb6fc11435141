// The chart of the settings on the trials page.

import { number } from "./format.js";
import { Plot } from "./plot.js";
import { shortName } from "./trial-model.js";
import { text } from "./texts.js";

const AXIS_WIDTH = 92;

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
        this.upright(text("axis.score"), score.axisLabel.formatter, {
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
    const { text: ink, muted, accent, card } = this.colours;
    return {
      name: inLines(name),
      type: "value",
      nameLocation: "end",
      nameGap: 14,
      nameTextStyle: { color: ink, fontWeight: 600, fontSize: 12, lineHeight: 14 },
      axisLine: { lineStyle: { color: muted, width: 1 } },
      axisTick: { lineStyle: { color: muted } },
      axisLabel: {
        color: ink,
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

  /** A repeat has its trial's settings. */
  target(key) {
    const dataIndex = this.order.findIndex((trial) => key.startsWith(`${trial.trial}.`));
    return dataIndex < 0 ? null : { seriesIndex: 0, dataIndex };
  }

  description() {
    const names = this.search.axes.map((axis) => axis.name).join(", ");
    return text("described.settings", names);
  }
}

/** An axis of numbers has its ends and what is at equal steps between; a logarithmic one is drawn by exponents. */
function scaleOf(axis) {
  if (axis.scale === "category") {
    return { type: "category", data: axis.categories };
  }
  const [low, high] = [axis.low, axis.high].map((value) => positionOf(axis, value));
  const [min, max] = low < high ? [low, high] : [low - 0.5, high + 0.5];
  const steps = Math.round(max - min);
  const wholeSteps = Math.abs(max - min - steps) < 1e-9 && steps > 1;
  const whole = wholeSteps && (axis.scale === "logarithmic" || Number.isInteger(min));
  return { min, max, interval: whole ? Math.ceil(steps / 6) : (max - min) / 4 };
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

function shortened(name) {
  return name.length <= 13 ? name : `${name.slice(0, 12)}…`;
}
