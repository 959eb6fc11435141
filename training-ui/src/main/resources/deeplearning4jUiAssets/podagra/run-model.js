// What the page of the runs computes from what it is told.

import { rate } from "./format.js";
import { ALL, MULTIPLE, SINGLE, armName } from "./names.js";
import { text } from "./texts.js";

export const METHODS = [SINGLE, MULTIPLE];
const FIGURES = ["auc", "accuracy", "sensitivity", "specificity"];

/** The sets of all runs: all images first, then each view. */
export function setsOf(runs) {
  return [...new Set([ALL, ...runs.flatMap((run) => (run.sets ?? []).map((set) => set.set))])];
}

export function setOf(run, name) {
  return (run.sets ?? []).find((set) => set.set === name);
}

/** The lines of one set: [{name, values: words for each run}] */
export function figureRows(runs, name) {
  const sets = runs.map((run) => setOf(run, name));
  const line = (words, value) => ({ name: words, values: sets.map((set) => (set ? value(set) : "–")) });
  return [
    line(text("images"), (set) => (set.images === undefined ? "–" : text("images.count", set.images, set.positives ?? "–"))),
    line(text("patients"), (set) => String(set.patients ?? "–")),
    ...FIGURES.flatMap((figure) =>
      METHODS.map((method) =>
        line(text("figure", text(figure), armName(method)), (set) => interval(set.methods[method]?.[figure])),
      ),
    ),
    line(text("difference"), (set) => interval(set.difference, "difference.interval")),
    line(text("p"), (set) => probability(set.p)),
  ];
}

/** "0.914 (0.880–0.941)", or as the key says */
export function interval(figure, key = "interval") {
  if (!figure) {
    return "–";
  }
  return figure.low === undefined ? signed(figure.value) : text(key, ...[figure.value, figure.low, figure.high].map(signed));
}

/** With a minus, where there is one, as wide as a plus. */
function signed(value) {
  return rate(value).replace("-", "−");
}

function probability(p) {
  if (p === undefined) {
    return "–";
  }
  return p < 0.001 ? text("p.small") : rate(p);
}

/** Of several tables of settings: {names: of all, differ: the set of those that are not the same in all there are} */
export function differing(tables) {
  const known = tables.filter((table) => table);
  const names = [...new Set(known.flatMap((table) => Object.keys(table)))];
  const differ = new Set(names.filter((name) => new Set(known.map((table) => table[name])).size > 1));
  return { names, differ };
}

/** Whether no two known values differ. */
export function sameEverywhere(values) {
  return new Set(values.filter((value) => value !== undefined)).size < 2;
}
