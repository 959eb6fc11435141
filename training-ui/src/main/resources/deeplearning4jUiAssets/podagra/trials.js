// The trials page: what the server says about the searches, put into the page.

import { count, duration, rate } from "./format.js";
import { cell, element, followRun, keepFocus } from "./page.js";
import { SettingsChart } from "./settings-chart.js";
import { CurveChart, ImportanceChart, ScoreChart, keyEntries } from "./trial-charts.js";
import { STAGES, STATES, inState, label, prepare } from "./trial-model.js";
import { TrialTable, repeatsText, spread, valueText } from "./trial-table.js";

const HINT = "Point at a trial to see it in every chart; click to keep it. Draw along an axis to choose a range.";
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
  const state = candidate.stage === "finished" ? "finished" : `${done} of ${candidate.planned}`;
  button.append(text("strong", candidate.arm), text("span", state));
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
    ["Stage", STAGES[search.stage], search.repeats.length > 0 ? `${count(repeated, "repeat")} done` : ""],
    ["Trials done", `${done} of ${search.planned}`, states()],
    ["Best so far", best ? rate(best.score) : "–", best ? label(best).toLowerCase() : ""],
    ["Chosen", search.chosen === null ? "–" : `Trial ${search.chosen}`, inRepeats(chosen)],
    ["Time in trials", seconds > 0 ? duration(seconds) : "–", ""],
  ];
  element("facts").replaceChildren(...facts.map(fact));
  element("progress").max = search.planned;
  element("progress").value = done;
  element("method").textContent =
    `${capital(search.method)}. Score: ${search.scoreName}. At most ${count(search.epochs, "epoch")} a trial.`;
}

function inRepeats(trial) {
  return trial?.repeats ? `${spread(trial.repeats)} in ${count(trial.repeats.number, "repeat")}` : "";
}

function states() {
  const named = [["running", "running"], ["stopped", "stopped early"], ["failed", "failed"]];
  return named.map(([state, word]) => [inState(search, state), word]).filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`).join(", ");
}

function fact([name, value, more]) {
  const group = document.createElement("div");
  group.append(text("dt", name), text("dd", value));
  if (more) {
    group.append(text("dd", more, "more"));
  }
  return group;
}

function showKeys() {
  const entries = keyEntries(search).map(([kind, name]) => text("span", name, `entry ${kind}`));
  element("scores-key").replaceChildren(...entries);
  const { low, middle, high } = search.scores;
  for (const id of ["curves-key", "settings-key"]) {
    const scale = text("span", "", "scale");
    const names = [rate(low), `median ${rate(middle)}`, rate(high)];
    scale.append(text("span", "", "ramp"), ...names.map((name) => text("span", name)));
    element(id).replaceChildren(text("span", "Score"), scale);
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
    only === null ? "" : `${only.length} of ${count(search.trials.length, "trial")} within the ranges on the axes.`;
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
  element("picked-text").textContent = run ? inWords(run) : HINT;
  element("release").hidden = !run;
}

function inWords(run) {
  const values = valuesOf(run).map(([name, value]) => `${name} ${value}`);
  return `${label(run)}: ${STATES[run.state].toLowerCase()}, score ${rate(run.score)}. ${values.join(", ")}.`;
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
    ["state", STATES[run.state]],
    ["score", rate(run.score)],
    ...(run.repeats ? [["repeats", repeatsText(run)]] : []),
    ["epochs", String(run.curve.length)],
    ["time", duration(run.seconds)],
    ...valuesOf(run),
  ];
  const list = document.createElement("table");
  facts.forEach(([name, value]) => {
    const tr = document.createElement("tr");
    tr.append(text("th", name), cell(value));
    list.append(tr);
  });
  tip.replaceChildren(text("strong", label(run)), list, ...(run.reason ? [text("p", run.reason)] : []));
  const right = event.clientX + 16;
  const left = right + tip.offsetWidth > innerWidth ? event.clientX - tip.offsetWidth - 16 : right;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 4))}px`;
}

function text(tag, content, className = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = content;
  return made;
}

function capital(sentence) {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
