// Deeplearning4j's charts in our look. Its scripts call $.plot (flot), which is taken hold of here: colours that follow
// dark and light, our words, a legend below the chart instead of within, and what is under the pointer in our tip.
// Charts with a line for each layer get a colour for each stage, and the median layer as a thick line.

import { number } from "./format.js";
import { element, keepFocus } from "./page.js";
import { STAGES, haveStages, stageOf } from "./stages.js";
import { text, textOr } from "./texts.js";

const LINES = 6;
// What Deeplearning4j calls its lines. What is not here is the name of a parameter or a layer.
const LABELS = {
  score: "plot.score",
  summary: "plot.smoothed",
  Mean: "plot.mean",
  "Mean + 2*sd": "plot.mean.above",
  "Mean - 2*sd": "plot.mean.below",
  "JVM Memory": "train.system.chart.key.jvm",
  "Off-Heap Memory": "train.system.chart.key.offHeap",
};
const KINDS = {
  scoreiterchart: { x: "iteration", value: number },
  updateRatioChart: { x: "iteration", value: powerOfTen, logarithmic: () => true },
  stdevChart: { x: "iteration", value: powerOfTen, logarithmic: () => true },
  meanmag: { x: "iteration", value: number, logarithmic: () => window.selectedMeanMagChart === "ratios" },
  activations: { x: "iteration", value: number },
  learningrate: { x: "iteration", value: number },
  systemMemoryChartPlot: { x: "report", value: percent },
  gpuMemoryChartPlot: { x: "report", value: percent },
};

const drawn = new Map();
const hidden = new Map();

/** From now on every chart of the page is drawn so. */
export function dressCharts() {
  const plain = $.plot;
  const draw = (host, series, options) => {
    const chart = new Chart($(host)[0], series);
    chart.showBox();
    $(host).off("plothover");
    const plot = plain(host, chart.series(), chart.options(options));
    chart.finish(() => $.plot(host, series, options));
    chart.hideIfEmpty();
    return plot;
  };
  $.plot = Object.assign(draw, plain);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    [...drawn.values()].forEach((redraw) => redraw());
  });
}

class Chart {
  constructor(host, series) {
    this.host = host;
    this.kind = KINDS[host.id];
    this.logarithmic = this.kind.logarithmic?.() ?? false;
    this.given = series.map(({ label, data }) => ({ label, data: data.map(known) }));
    this.staged = haveStages(this.given.map(({ label }) => label));
    this.style = getComputedStyle(document.documentElement);
    this.entries = this.staged ? this.stages() : this.lines();
  }

  /** What a layer has nothing of, such as parameters, has no card; but nothing can be drawn in what is hidden. */
  showBox() {
    this.box()?.removeAttribute("hidden");
  }

  hideIfEmpty() {
    this.box()?.toggleAttribute("hidden", this.given.length === 0);
  }

  box() {
    return this.host.closest("#layerDetails > .box");
  }

  css(name) {
    return this.style.getPropertyValue(name).trim();
  }

  colour(i) {
    return this.css(`--line-${i % LINES}`);
  }

  /** One entry of the legend for each line. Of the score, the average is what to look at. */
  lines() {
    const order = this.host.id === "scoreiterchart" ? [...this.given].reverse() : this.given;
    const sorted = this.host.id === "meanmag" ? [...order].sort((a, b) => a.label.localeCompare(b.label)) : order;
    return sorted.map(({ label, data }, i) => {
      const pale = label === "score" && order.length > 1;
      const name = LABELS[label] ? text(LABELS[label]) : textOr(`param.${label}`, label);
      const colour = pale ? this.css("--muted") : this.colour(label.startsWith("Mean -") ? 1 : i);
      return { key: label, name, colour, lines: [{ name, data, width: pale ? 1 : 2, opacity: pale ? 0.6 : 1 }] };
    });
  }

  /** One entry for each stage, and one for what is in none. */
  stages() {
    return [...STAGES, null].map((stage, i) => {
      const lines = this.given
        .filter(({ label }) => stageOf(label) === stage)
        .map(({ label, data }) => ({ name: layerOf(label), data, width: 1, opacity: 0.4 }));
      const name = text(`stage.${stage ?? "other"}`);
      const many = lines.length > 1;
      const median = { name: text("plot.median", name), data: medians(lines), width: 3, opacity: 1 };
      const colour = stage === null ? this.css("--muted") : this.colour(i);
      const counted = lines.length > 0 ? text("plot.layers", name, lines.length) : "";
      return { key: String(stage), name: counted, colour, lines: many ? [...lines, median] : widened(lines) };
    }).filter(({ lines }) => lines.length > 0);
  }

  shown() {
    const off = hidden.get(this.host.id) ?? new Set();
    return this.entries.filter(({ key }) => !off.has(key));
  }

  series() {
    const lines = this.shown().flatMap(({ colour, lines }) => lines.map((line) => ({ ...line, colour })));
    // The medians on top.
    return lines.sort((a, b) => a.width - b.width).map(({ name, data, width, opacity, colour }) => ({
      label: name,
      data,
      color: translucent(colour, opacity),
      lines: { show: true, lineWidth: width },
    }));
  }

  options(given) {
    const font = { size: 12, lineHeight: 16, family: this.css("--font"), color: this.css("--muted") };
    const grid = { hoverable: true, borderWidth: 0, tickColor: this.css("--grid"), mouseActiveRadius: 12 };
    const xaxis = { font, tickDecimals: 0, minTickSize: 1 };
    const yaxis = { font, ...this.range(given.yaxis) };
    return { series: { shadowSize: 0 }, legend: { show: false }, grid, xaxis, yaxis };
  }

  range(given) {
    const values = this.shown().flatMap(({ lines }) => lines.flatMap(({ data }) => data.map((point) => point[1])))
      .filter((value) => value !== null);
    const low = values.reduce((a, b) => Math.min(a, b), Infinity);
    const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
    if (this.logarithmic) {
      const [min, max] = values.length > 0 ? [Math.floor(low), Math.ceil(high)] : [-4, 0];
      return { min, max: Math.max(max, min + 1), minTickSize: 1, tickDecimals: 0, tickFormatter: powerName };
    }
    if (this.kind.value === percent) {
      return { min: 0, max: 100, tickFormatter: (value) => `${value} %` };
    }
    const min = Math.min(given?.min ?? 0, values.length > 0 ? low : 0);
    const max = values.length > 0 ? high : 1;
    return { min, max: max > min ? max + (max - min) * 0.04 : min + 1, tickFormatter: number };
  }

  finish(redraw) {
    drawn.set(this.host.id, redraw);
    this.legend(redraw);
    $(this.host).on("plothover", (event, position, item) => this.point(position, item));
    $(this.host).off("mouseleave.tip").on("mouseleave.tip", () => this.point(null, null));
    this.host.setAttribute("role", "img");
    const title = this.host.closest(".chart-box, .box")?.querySelector("h2")?.textContent.trim() ?? "";
    this.host.setAttribute("aria-label", `${title}. ${this.entries.map(({ name }) => name).join(", ")}`);
  }

  /** Below the chart; of several stages each can be switched off. */
  legend(redraw) {
    let list = this.host.nextElementSibling;
    if (!list?.classList.contains("legend")) {
      const axis = document.createElement("p");
      axis.className = "axis-name";
      axis.textContent = text(`axis.${this.kind.x}`);
      list = document.createElement("div");
      list.className = "legend";
      list.append(axis);
      this.host.after(list);
    }
    const axis = list.querySelector(".axis-name");
    const entries = this.entries.map((entry, i) => this.entry(entry, i, redraw));
    const note = document.createElement("span");
    note.className = "note";
    note.textContent = this.staged ? text("plot.key") : "";
    keepFocus(() => list.replaceChildren(axis, ...entries, note));
  }

  entry({ key, name, colour }, i, redraw) {
    const made = document.createElement(this.staged ? "button" : "span");
    made.className = "entry";
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.background = colour;
    made.append(swatch, name);
    if (this.staged) {
      const off = hidden.get(this.host.id) ?? new Set();
      hidden.set(this.host.id, off);
      made.type = "button";
      made.id = `${this.host.id}-${i}`;
      made.setAttribute("aria-pressed", String(!off.has(key)));
      made.addEventListener("click", () => {
        if (!off.delete(key)) {
          off.add(key);
        }
        redraw();
      });
    }
    return made;
  }

  point(position, item) {
    const tip = element("tip");
    tip.hidden = !item;
    if (!item) {
      return;
    }
    const [x, y] = item.datapoint;
    const name = document.createElement("strong");
    name.textContent = item.series.label;
    const value = document.createElement("p");
    const shown = this.logarithmic ? powerOfTen(y) : this.kind.value(y);
    value.textContent = text("plot.point", text(`axis.${this.kind.x}`), x, shown);
    tip.replaceChildren(name, value);
    const right = item.pageX - scrollX + 14;
    tip.style.left = `${Math.max(4, right + tip.offsetWidth > innerWidth ? right - tip.offsetWidth - 28 : right)}px`;
    tip.style.top = `${Math.max(4, Math.min(item.pageY - scrollY + 14, innerHeight - tip.offsetHeight - 4))}px`;
  }
}

/** Without what is no number: the logarithm of a ratio of 0, as that of a frozen layer. */
function known([x, y]) {
  return [x, Number.isFinite(y) ? y : null];
}

function widened(lines) {
  return lines.map((line) => ({ ...line, width: 3, opacity: 1 }));
}

function medians(lines) {
  return (lines[0]?.data ?? []).map(([x], i) => {
    const values = lines.map(({ data }) => data[i]?.[1] ?? null).filter((value) => value !== null).sort((a, b) => a - b);
    const middle = values.length / 2;
    return [x, values.length === 0 ? null : (values[Math.ceil(middle) - 1] + values[Math.floor(middle)]) / 2];
  });
}

/** A parameter's name without that of the weights: all lines are of weights. */
function layerOf(label) {
  return label.replace(/_W$/, "");
}

function translucent(colour, opacity) {
  const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return `rgba(${r},${g},${b},${opacity})`;
}

function powerOfTen(exponent) {
  return number(10 ** exponent);
}

function powerName(exponent) {
  const raised = String(exponent).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  return `10${raised}`;
}

function percent(value) {
  return `${value.toFixed(1)} %`;
}
