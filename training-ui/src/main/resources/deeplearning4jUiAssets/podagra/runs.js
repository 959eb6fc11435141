// The page of the runs: side by side, what they came to and where they differ.

import { follow } from "./feed.js";
import { ForestChart } from "./forest-chart.js";
import { number } from "./format.js";
import { ALL, setName } from "./names.js";
import { cell, element, heading, leadToRun, make, showConnection } from "./page.js";
import { differing, figureRows, sameEverywhere, setsOf } from "./run-model.js";
import { language, text, textOr } from "./texts.js";

const FACTS = [
  "cohort", "images", "patients", "division", "split", "podagra", "gitRevision", "deeplearning4j", "base", "baseSha256",
  "backend", "nativeClassifier", "java", "operatingSystem",
];
const HASHES = ["cohort", "split", "gitRevision", "baseSha256"];
const HASH_DIGITS = 12;
const clock = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const forest = new ForestChart(element("forest"));

let data;

follow(
  () => "/runs/data",
  (answer) => {
    data = answer;
    show();
  },
  showConnection,
);
leadToRun();
for (const id of ["all-sets", "all-settings"]) {
  element(id).addEventListener("change", show);
}

function show() {
  const { runs } = data;
  element("empty").hidden = runs.length > 0;
  element("runs").hidden = runs.length === 0;
  element("synthetic").hidden = !runs.some((run) => run.synthetic);
  showCaution();
  const drawn = runs.filter((run) => run.sets);
  element("chart-card").hidden = drawn.length === 0;
  if (drawn.length > 0) {
    forest.show(drawn);
  }
  element("columns").replaceChildren(heading(text("run"), "col"), ...runs.map(title));
  const table = element("comparison");
  table.replaceChildren(table.tHead, about(), ...results(), settings(), facts(), files());
}

function showCaution() {
  const { runs } = data;
  const differs = (values) => new Set(values.filter((value) => value !== undefined)).size > 1;
  const cautions = differs(runs.map((run) => run.facts?.cohort))
    ? ["cohort"]
    : differs(runs.map((run) => run.split))
      ? ["split"]
      : ["podagra", "gitRevision", "baseSha256"].some((fact) => differs(runs.map((run) => run.facts?.[fact])))
        ? ["versions"]
        : [];
  element("caution").hidden = cautions.length === 0;
  element("caution").textContent = cautions.map((caution) => text(`caution.${caution}`)).join(" ");
}

function title(run) {
  const th = heading(run.run, "col");
  if (run.synthetic) {
    th.append(document.createElement("br"), mark(text("synthetic")));
  }
  return th;
}

function about() {
  const { runs, pages } = data;
  const problems = runs.some((run) => Object.keys(run.problems).length > 0);
  return group(
    null,
    row(text("stage"), runs.map((run) => (problems ? stageAndProblems(run) : text(`stage.${run.stage}`)))),
    row(text("started"), runs.map((run) => (run.started ? clock.format(new Date(run.started)) : "–"))),
    row(text("open"), runs.map((run) => links(run, pages))),
  );
}

function stageAndProblems(run) {
  const box = document.createElement("div");
  box.append(text(`stage.${run.stage}`));
  for (const [file, problem] of Object.entries(run.problems)) {
    box.append(document.createElement("br"), mark(text(`problem.${problem}`, file)));
  }
  return box;
}

function links(run, pages) {
  const box = document.createElement("div");
  box.className = "links";
  for (const page of pages) {
    const link = document.createElement("a");
    link.href = `/${page}?run=${encodeURIComponent(run.run)}`;
    link.textContent = text(`nav.${page}`);
    box.append(link);
  }
  return box;
}

function results() {
  const { runs } = data;
  const sets = setsOf(runs).filter((set) => set === ALL || element("all-sets").checked);
  return sets.map((set) =>
    group(
      text("group.results", set === ALL ? text("group.all") : text("group.view", setName(set))),
      ...figureRows(runs, set).map(({ name, values }) => row(name, values, "figure")),
    ),
  );
}

function settings() {
  const { runs } = data;
  const all = element("all-settings").checked;
  const { names, differ } = differing(runs.map((run) => run.settings));
  const shown = names.filter((name) => all || (differ.has(name) && !name.startsWith("ui.")));
  return group(
    text(all ? "group.settings.all" : "group.settings"),
    ...(shown.length === 0 ? [row(text("settings.same"), runs.map(() => ""))] : []),
    ...shown.map((name) => {
      const tr = row(name, runs.map((run) => setting(run.settings?.[name])));
      tr.classList.toggle("differs", differ.has(name));
      return tr;
    }),
  );
}

function setting(value) {
  const parsed = Number(value);
  return value === undefined || value === "" ? "–" : Number.isNaN(parsed) ? value : number(parsed);
}

function facts() {
  const { runs } = data;
  const value = (run, fact) => (fact === "split" ? run.split : run.facts?.[fact]);
  const all = element("all-settings").checked;
  const shown = FACTS.filter((fact) => all || !sameEverywhere(runs.map((run) => value(run, fact))));
  return group(
    text(shown.length === 0 ? "group.facts.same" : "group.facts"),
    ...shown.map((fact) => {
      const words = runs.map((run) => value(run, fact) ?? "–");
      return row(
        textOr(`fact.${fact}`, fact),
        HASHES.includes(fact) ? words.map((hash) => code(hash.slice(0, HASH_DIGITS))) : words,
      );
    }),
  );
}

function files() {
  const { runs } = data;
  return group(
    text("group.files"),
    row(text("report"), runs.map((run) => code(run.report))),
    row(text("folder"), runs.map((run) => code(run.folder))),
  );
}

function group(name, ...rows) {
  const body = document.createElement("tbody");
  if (name) {
    const tr = document.createElement("tr");
    const th = heading("", "rowgroup");
    th.colSpan = data.runs.length + 1;
    th.append(make("span", name));
    tr.append(th);
    body.append(tr);
  }
  body.append(...rows);
  return body;
}

/** values: words or elements, one for each run */
function row(name, values, className = "") {
  const tr = document.createElement("tr");
  tr.append(
    heading(name),
    ...values.map((value) => cell(value, className)),
  );
  return tr;
}

function mark(words) {
  return make("span", words, "mark");
}

function code(words) {
  return !words || words === "–" ? "–" : make("code", words);
}
