// The figures of the page of ROC curves as tables: every curve, and what sets the methods apart.

import { probability, rate, signed } from "./format.js";
import { cell, heading } from "./page.js";
import { ALL, epochsBetween, modelName, setName, whyNone } from "./roc-model.js";
import { text, textOr } from "./texts.js";

/** A row for every curve of the run. */
export function figureRows(run) {
  const byPart = (part) => run.curves.filter((curve) => curve.part === part);
  return [...byPart("test"), ...byPart("validation")].map((curve) => figureRow(curve, run));
}

function figureRow(curve, run) {
  const { interval, operatingPoint: point } = curve;
  const tr = document.createElement("tr");
  tr.append(
    heading(modelName(curve)),
    cell(setName(curve.set)),
    cell(text(`part.${curve.part}`)),
    cell(epochsBetween(curve)),
    ...(curve.auc === null
      ? [wide(cell(whyNone(curve), "words"), 5)]
      : [
          cell(rate(curve.auc), "number"),
          cell(interval ? text(`interval.${interval.units}`, rate(interval.low), rate(interval.high)) : text("none")),
          ...(point
            ? [point.threshold, point.sensitivity, point.specificity].map((value) => cell(rate(value), "number"))
            : [wide(cell(text("point.none"), "words"), 3)]),
        ]),
    cell(curve.positives, "number"),
    cell(curve.negatives, "number"),
    isOfAnArm(curve) ? curvesCell(curve, run) : cell(""),
  );
  return tr;
}

/** Whether the row stands for an arm: the single model has further ones, of every view's images. */
function isOfAnArm({ arm, set, part }) {
  return part === "validation" && arm !== "multiple" && (arm !== "single" || set === ALL);
}

/** Deeplearning4j's pages show one session at a time: the arm's is in the address. */
function curvesCell(curve, { run }) {
  const td = cell("");
  const link = document.createElement("a");
  link.href = `/train/overview?${new URLSearchParams({ run, session: curve.session })}`;
  link.textContent = text("curves");
  link.setAttribute("aria-label", text("curves.of", modelName(curve)));
  link.id = `curves-${curve.arm}-${curve.set}`;
  td.append(link);
  return td;
}

/** Two rows for every set: with patients as the independent units, then with images. */
export function comparisonRows(comparisons) {
  return comparisons.flatMap((comparison) => [
    comparisonRow(comparison, comparison.clustered, "clustered"),
    comparisonRow(comparison, comparison.delong, "delong"),
  ]);
}

function comparisonRow(comparison, test, kind) {
  const tr = document.createElement("tr");
  tr.className = kind;
  if (kind === "clustered") {
    const set = heading(setName(comparison.comparison));
    set.rowSpan = 2;
    tr.append(set);
  }
  tr.append(cell(text(`test.${kind}`)), cell(differenceText(comparison, test)), ...testCells(test));
  return tr;
}

function testCells(test) {
  if (test.z === undefined) {
    return [wide(cell(textOr(reasonKey(test.reason), text("reason.unknown")), "words"), 3)];
  }
  return [
    cell(signed(test.z, 2), "number"),
    cell(probability(test.p), "number"),
    cell(test.holm === undefined ? "–" : probability(test.holm), "number"),
  ];
}

function reasonKey(reason) {
  return `reason.${reason.replaceAll(" ", "_")}`;
}

function differenceText({ difference }, { low, high }) {
  if (difference === null) {
    return "–";
  }
  return low === null
    ? signed(difference, 3)
    : text("difference", signed(difference, 3), signed(low, 3), signed(high, 3));
}

/** The comparison of one set in a sentence. */
export function comparisonWords({ comparison: set, difference, images, patients, clustered }) {
  if (difference === null || clustered.z === undefined) {
    return text("compared.not", setName(set));
  }
  const figures = [signed(difference, 3), signed(clustered.low, 3), signed(clustered.high, 3)];
  return text("compared", setName(set), images, patients, ...figures, signed(clustered.z, 2), probability(clustered.p));
}

function wide(td, columns) {
  td.colSpan = columns;
  return td;
}
