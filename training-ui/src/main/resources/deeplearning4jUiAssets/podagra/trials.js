// The trials page: what the server says about the searches, put into the page.

import { duration, rate } from "./format.js";
import { armName } from "./names.js";
import { cell, element, fact, followRun, keepFocus, make } from "./page.js";
import { SettingsChart } from "./settings-chart.js";
import { CurveChart, ImportanceChart, ScoreChart, keyEntries } from "./trial-charts.js";
import { inState, label, prepare, stateName } from "./trial-model.js";
import { reasonIn } from "./trial-reasons.js";
import { TrialTable, repeatsText, spread, valueText } from "./trial-table.js";
import { counted, text } from "./texts.js";

// More axes want the whole width.
const MANY_AXES = 7;
const watcher = { point, pick };

const table = new TrialTable(watcher);
const settings = new SettingsChart(element("settings"), watcher, (numbers) => {
  if (JSON.stringify(numbers) === JSON.stringify(only)) {
    return;
  }
  only = numbers;
  others.forEach((chart) => chart.show(search, picked, only));
  showTable();
});
const importance = new ImportanceChart(element("importance"), watcher);
const others = [new ScoreChart(element("scores"), watcher), new CurveChart(element("curves"), watcher)];
const pointable = [...others, settings];

let run;
let arm = null;
let search = null;
let picked = null;
let only = null;

followRun("/trials/data", (shown) => {
  run = shown;
  show();
});

element("release").addEventListener("click", () => pick(null));
element("show-all").addEventListener("click", () => settings.clear());
// What the tip is about moves away under it.
addEventListener("scroll", () => showTip(null), { capture: true, passive: true });

function newsOf(found) {
  return Math.max(found.time, ...found.trials.map((trial) => trial.time));
}

function show() {
  const searches = run?.searches ?? [];
  const found = searches.find((candidate) => candidate.arm === arm) ?? newest(searches);
  element("empty").hidden = searches.length > 0;
  element("search").hidden = !found;
  showArms(searches, found);
  if (!found) {
    return;
  }
  if (search?.arm !== found.arm) {
    picked = null;
    only = null;
  }
  search = prepare(found);
  showHead();
  showKeys();
  showAll();
}

/** The arm with the newest news, until the user chooses another. */
function newest(searches) {
  return searches.reduce((best, other) => (best === null || newsOf(other) > newsOf(best) ? other : best), null);
}

function showArms(searches, shown) {
  element("arms").hidden = searches.length === 0;
  const buttons = searches.map((candidate, i) => armButton(candidate, i, candidate === shown));
  keepFocus(() => element("arms").replaceChildren(...buttons));
}

function armButton(candidate, i, pressed) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = `arm-${i}`;
  button.setAttribute("aria-pressed", String(pressed));
  const done = candidate.trials.filter((trial) => trial.repeat === 0 && trial.state !== "running").length;
  const state = candidate.stage === "finished" ? text("arm.finished") : text("arm.done", done, candidate.planned);
  button.append(make("strong", armName(candidate.arm)), make("span", state));
  button.addEventListener("click", () => {
    arm = candidate.arm;
    show();
  });
  return button;
}

function showHead() {
  const done = search.trials.length - inState(search, "running");
  const { best } = search;
  const chosen = search.byNumber.get(search.chosen);
  const seconds = search.runs.reduce((sum, run) => sum + run.seconds, 0);
  const repeated = search.repeats.filter((run) => run.state !== "running").length;
  const facts = [
    [text("fact.stage"), text(`stage.${search.stage}`), search.repeats.length > 0 ? counted("repeats.done", repeated) : ""],
    [text("fact.done"), text("done.of", done, search.planned), states()],
    [text("fact.best"), best ? rate(best.score) : "–", best ? label(best).toLowerCase() : ""],
    [text("fact.chosen"), search.chosen === null ? "–" : text("trial", search.chosen), inRepeats(chosen)],
    [text("fact.time"), seconds > 0 ? duration(seconds) : "–", ""],
  ];
  element("facts").replaceChildren(...facts.map(fact));
  element("progress").max = search.planned;
  element("progress").value = done;
  element("method").textContent = methodText(search);
}

function inRepeats(trial) {
  return trial?.repeats ? counted("repeats.in", trial.repeats.number, spread(trial.repeats)) : "";
}

function states() {
  return ["running", "stopped", "failed"].map((state) => [inState(search, state), state]).filter(([n]) => n > 0)
    .map(([n, state]) => text(`states.${state}`, n)).join(text("picked.between"));
}

function showKeys() {
  const entries = keyEntries(search).map(([kind, name]) => make("span", name, `entry ${kind}`));
  element("scores-key").replaceChildren(...entries);
  const { low, middle, high } = search.scores;
  for (const id of ["curves-key", "settings-key"]) {
    const scale = make("span", "", "scale");
    const names = [rate(low), text("key.median", rate(middle)), rate(high)];
    scale.append(make("span", "", "ramp"), ...names.map((name) => make("span", name)));
    element(id).replaceChildren(make("span", text("key.score")), scale);
  }
}

function showAll() {
  const known = Object.keys(search.importance).length > 0;
  element("importance-unknown").hidden = known;
  element("importance").hidden = !known;
  element("importance-note").hidden = !known;
  element("charts").classList.toggle("many", search.axes.length > MANY_AXES);
  pointable.forEach((chart) => chart.show(search, picked, only));
  if (known) {
    importance.show(search, null, null);
  }
  showPicked();
  showTable();
}

function showTable() {
  element("filtered").hidden = only === null;
  element("filtered-text").textContent =
    only === null ? "" : counted("filtered", search.trials.length, only.length);
  table.show(search, picked, only);
}

function point(run, event) {
  [...pointable, table].forEach((part) => part.mark(run));
  showTip(run, event);
}

/** Keeps the run in view, or lets it go if it was. */
function pick(run) {
  picked = run === null || run.key === picked ? null : run.key;
  pointable.forEach((chart) => chart.show(search, picked, only));
  showPicked();
  showTable();
}

function showPicked() {
  const run = search.runs.find((candidate) => candidate.key === picked);
  element("picked").classList.toggle("some", Boolean(run));
  element("picked-text").textContent = run ? inWords(run) : text("hint");
  element("release").hidden = !run;
}

function inWords(run) {
  const values = valuesOf(run).map(([name, value]) => text("picked.value", name, value)).join(text("picked.between"));
  return text("picked", label(run), stateName(run).toLowerCase(), rate(run.score), values);
}

function valuesOf(run) {
  return search.axes.map((axis) => [axis.name, valueText(axis, run)]);
}

/** Beside the pointer, within the window. Only for a pointer: the keyboard has the table. */
function showTip(run, event) {
  const tip = element("tip");
  tip.hidden = !run || !event;
  if (tip.hidden) {
    return;
  }
  const facts = [
    [text("tip.state"), stateName(run)],
    [text("tip.score"), rate(run.score)],
    ...(run.repeats ? [[text("tip.repeats"), repeatsText(run)]] : []),
    [text("tip.epochs"), String(run.curve.length)],
    [text("tip.time"), duration(run.seconds)],
    ...valuesOf(run),
  ];
  const list = document.createElement("table");
  facts.forEach(([name, value]) => {
    const tr = document.createElement("tr");
    tr.append(make("th", name), cell(value));
    list.append(tr);
  });
  tip.replaceChildren(make("strong", label(run)), list, ...(run.reason ? [reasonIn("p", run.reason)] : []));
  const right = event.clientX + 16;
  const left = right + tip.offsetWidth > innerWidth ? event.clientX - tip.offsetWidth - 16 : right;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 4))}px`;
}

function methodText({ method, epochs }) {
  const validated =
    method.folds > 0 ? text("validated.folds", method.folds) : text("validated.holdout", Math.round(100 * method.holdOut));
  const stopping = text(`stopping.${method.stopping}`, method.firstRung);
  return text("method", text(`search.${method.search}`), stopping, validated, text(`score.${method.score}`), epochs);
}
