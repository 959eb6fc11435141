// The table of trials: every figure that the charts draw, for reading, sorting and picking by keyboard.

import { duration, number, rate } from "./format.js";
import { cell, element, keepFocus } from "./page.js";
import { label, shortName, stateName } from "./trial-model.js";
import { reasonIn } from "./trial-reasons.js";
import { text } from "./texts.js";

const FIXED = [
  { id: "trial", name: text("column.trial"), value: (trial) => trial.trial, rising: true },
  { id: "state", name: text("column.state"), value: (trial) => stateName(trial) + trial.reason, rising: true },
  { id: "score", name: text("column.score"), value: (trial) => trial.score, number: true },
  {
    id: "repeats",
    name: text("column.repeats").replaceAll(" ", "\u00a0"),
    hint: text("column.repeats.hint"),
    value: (trial) => trial.repeats?.mean ?? null,
    text: repeatsText,
    number: true,
  },
  { id: "epochs", name: text("column.epochs"), value: (trial) => trial.curve.length, number: true },
  { id: "seconds", name: text("column.time"), value: (trial) => trial.seconds, text: (trial) => duration(trial.seconds), number: true },
];
export class TrialTable {
  /** watcher: as the charts' */
  constructor(watcher) {
    this.watcher = watcher;
    this.sorting = { id: "score", rising: false };
    this.rows = new Map();
  }

  /** only: the numbers of the trials to show, null for all */
  show(search, picked, only) {
    this.search = search;
    this.picked = picked;
    this.only = only;
    keepFocus(() => this.draw());
  }

  draw() {
    const columns = [...FIXED, ...this.search.axes.map(axisColumn)];
    const sorted = this.sorted(columns);
    element("columns").replaceChildren(...columns.map((column) => this.heading(column)));
    this.rows = new Map(sorted.map((trial) => [trial.key, this.row(trial, columns)]));
    element("rows").replaceChildren(...this.rows.values());
  }

  sorted(columns) {
    const { id, rising } = this.sorting;
    const column = columns.find((candidate) => candidate.id === id) ?? columns[0];
    const shown = this.search.trials.filter((trial) => this.only === null || this.only.includes(trial.trial));
    return shown.sort((a, b) => compare(column.value(a), column.value(b), rising) || a.trial - b.trial);
  }

  heading(column) {
    const th = document.createElement("th");
    th.scope = "col";
    th.className = column.number ? "number" : "";
    const { id, rising } = this.sorting;
    const sorted = column.id === id;
    if (sorted) {
      th.setAttribute("aria-sort", rising ? "ascending" : "descending");
    }
    const button = document.createElement("button");
    button.type = "button";
    button.id = `sort-${column.id}`;
    button.className = "sort";
    button.append(...breakable(column.name));
    button.title = column.hint ?? "";
    button.addEventListener("click", () => {
      this.sorting = { id: column.id, rising: sorted ? !rising : (column.rising ?? false) };
      keepFocus(() => this.draw());
    });
    th.append(button);
    return th;
  }

  row(trial, columns) {
    const tr = document.createElement("tr");
    tr.classList.toggle("chosen", trial.trial === this.search.chosen);
    tr.classList.toggle("picked", trial.key === this.picked);
    const [, , ...others] = columns;
    tr.append(
      this.trialHeading(trial),
      stateCell(trial),
      ...others.map((column) => cell(textOf(column, trial), column.number ? "number" : "")),
    );
    tr.addEventListener("mouseenter", () => this.watcher.point(trial));
    tr.addEventListener("mouseleave", () => this.watcher.point(null));
    tr.addEventListener("focusin", () => this.watcher.point(trial));
    tr.addEventListener("focusout", () => this.watcher.point(null));
    return tr;
  }

  trialHeading(trial) {
    const th = document.createElement("th");
    th.scope = "row";
    const button = document.createElement("button");
    button.type = "button";
    button.id = `trial-${trial.trial}`;
    button.textContent = trial.trial === this.search.chosen ? `${trial.trial} ★` : String(trial.trial);
    button.setAttribute("aria-label", trial.trial === this.search.chosen ? text("trial.chosen", label(trial)) : label(trial));
    button.setAttribute("aria-pressed", String(trial.key === this.picked));
    button.addEventListener("click", () => this.watcher.pick(trial));
    th.append(button);
    return th;
  }

  mark(run) {
    for (const [key, tr] of this.rows) {
      tr.classList.toggle("pointed", run !== null && key === `${run.trial}.0`);
    }
  }
}

/** "0.903 ± 0.012 (3)": mean, standard deviation and number of a trial's repeats; empty without any. */
export function repeatsText(trial) {
  return trial.repeats ? `${spread(trial.repeats)} (${trial.repeats.number})` : "";
}

/** "0.903 ± 0.012", or the mean alone where there is one repeat. */
export function spread({ mean, deviation }) {
  return deviation === null ? rate(mean) : `${rate(mean)} ± ${rate(deviation)}`;
}

/** A trial's value of an axis, as short as can be read. */
export function valueText(axis, trial) {
  const written = trial.values[axis.name];
  const value = axis.scale === "category" ? null : axis.at(trial);
  return value === null ? (written ?? "–") : number(value);
}

function axisColumn(axis) {
  return {
    id: axis.name,
    name: shortName(axis.name),
    hint: axis.name,
    value: axis.at,
    text: (trial) => valueText(axis, trial),
    number: axis.scale !== "category",
    rising: true,
  };
}

function textOf(column, trial) {
  if (column.text) {
    return column.text(trial);
  }
  const value = column.value(trial);
  return column.id === "score" ? rate(value) : String(value ?? "");
}

/** A setting's name, which may be broken before its capital letters. */
function breakable(name) {
  const [first, ...more] = name.split(/(?<=[a-z])(?=[A-Z])/);
  return [first, ...more.flatMap((part) => [document.createElement("wbr"), part])];
}

function stateCell(trial) {
  const td = cell(stateName(trial), trial.state);
  if (trial.reason) {
    td.append(reasonIn("span", trial.reason));
  }
  return td;
}

/** What has no value comes last either way. */
function compare(a, b, rising) {
  if (a === null || b === null) {
    return (a === null) - (b === null);
  }
  const order = typeof a === "string" ? a.localeCompare(b) : a - b;
  return rising ? order : -order;
}
