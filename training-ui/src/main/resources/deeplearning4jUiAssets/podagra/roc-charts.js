// The two kinds of chart on the page of ROC curves.

import { Chart } from "./charts.js";
import { rate } from "./format.js";
import { epochsOf, historyOf, modelName, styleOf, whyNone } from "./roc-model.js";
import { text } from "./texts.js";

/** Sensitivity against 1 − specificity, with every curve's operating point. */
export class RocChart {
  constructor(host) {
    this.chart = new Chart(host);
  }

  /** run: whose curves they are, for their styles and names */
  show(curves, run) {
    const entries = curves.map((curve) => entry(curve, run));
    const lines = entries.filter((_, i) => curves[i].auc !== null);
    this.chart.show({
      lines,
      words: entries.filter((_, i) => curves[i].auc === null),
      x: { label: text("axis.across"), range: [0, 1] },
      y: { label: text("axis.upwards"), range: [0, 1] },
      diagonal: true,
      cut: null,
      description: described(text("chart.roc"), entries),
    });
  }
}

function entry(curve, run) {
  const epochs = epochsOf(curve, run);
  const known = {
    key: `${curve.arm} ${curve.set}`,
    label: modelName(curve),
    style: styleOf(curve, run),
    head: epochs ? [epochs] : [],
  };
  if (curve.auc === null) {
    return { ...known, rest: whyNone(curve) };
  }
  const point = curve.operatingPoint;
  return {
    ...known,
    head: [...known.head, aucText(curve)],
    x: curve.falsePositiveRate,
    y: curve.truePositiveRate,
    mark: point && { x: 1 - point.specificity, y: point.sensitivity },
    at: (i) => pointText("point.here", curve.threshold[i], curve.truePositiveRate[i], 1 - curve.falsePositiveRate[i]),
    rest: point
      ? pointText("point.operating", point.threshold, point.sensitivity, point.specificity)
      : text("point.none"),
  };
}

function pointText(key, threshold, sensitivity, specificity) {
  const called = threshold === null ? text("threshold.none") : rate(threshold);
  return text(key, called, rate(sensitivity), rate(specificity));
}

/** An AUC with its interval, which is named after what it takes as independent. */
export function aucText({ auc, interval }) {
  return interval
    ? text(`auc.${interval.units}`, rate(auc), rate(interval.low), rate(interval.high))
    : text("auc.alone", rate(auc));
}

function described(title, entries) {
  const words = entries.map((entry) => `${entry.label} ${entry.head.join(", ")}; ${entry.rest}`);
  return [title, ...words].join(" ");
}

/** The AUC after each epoch, with its interval as a band. */
export class AucChart {
  constructor(host, pick) {
    this.chart = new Chart(host, { byX: true, pick });
  }

  /** epoch: the one that is looked back at, null if none is */
  show(curves, run, epoch) {
    const lines = curves.map((curve) => line(curve, run)).filter((drawn) => drawn !== null);
    const epochs = lines.flatMap((drawn) => drawn.x);
    const values = lines.flatMap((drawn) => [...drawn.y, ...drawn.low]).filter((value) => value !== null);
    const first = Math.min(...epochs, 1);
    this.chart.show({
      lines,
      x: { label: text("axis.epoch"), range: [first, Math.max(...epochs, first + 1)], whole: true },
      y: { label: "AUC", range: [Math.floor(Math.min(0.5, ...values) * 10) / 10, 1] },
      diagonal: false,
      cut: epoch,
      description: described(text("chart.auc"), lines),
    });
  }
}

function line(curve, run) {
  const history = historyOf(curve, run);
  const known = history ? history.auc.filter((auc) => auc !== null) : [];
  if (known.length === 0) {
    return null;
  }
  const best = history.auc.indexOf(Math.max(...known));
  const at = (i) => {
    const interval = history.low[i] === null ? null : { low: history.low[i], high: history.high[i], units: "images" };
    return text("epoch.auc", history.epoch[i], aucText({ auc: history.auc[i], interval }));
  };
  return {
    key: `${curve.arm} ${curve.set}`,
    label: modelName(curve),
    style: styleOf(curve, run),
    x: history.epoch,
    y: history.auc,
    low: history.low,
    high: history.high,
    mark: { x: history.epoch[best], y: history.auc[best], low: history.low[best], high: history.high[best] },
    head: [text("epoch.best", rate(history.auc[best]), history.epoch[best])],
    at: (i) => (history.auc[i] === null ? text("none") : at(i)),
    rest: at(history.auc.lastIndexOf(known.at(-1))),
  };
}
