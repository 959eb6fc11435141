// The evaluation page: what the server says about the runs, put into the page.

import { AucChart, RocChart } from "./charts.js";
import { rate } from "./format.js";
import { cell, element, followRun } from "./page.js";

const ALL = "all";
const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const validationRoc = new RocChart(element("validation-roc"));
const aucByEpoch = new AucChart(element("auc-by-epoch"));
const testCharts = new Map();

followRun("/roc/data", show);

function show(run) {
  const curves = run?.curves ?? [];
  const validation = mainCurves(curves.filter((curve) => curve.part === "validation"));
  const test = curves.filter((curve) => curve.part === "test");
  element("empty").hidden = curves.length > 0;
  showValidation(run, validation);
  showTest(test);
  showTable([...test, ...curves.filter((curve) => curve.part === "validation")]);
}

function showValidation(run, curves) {
  element("validation").hidden = curves.length === 0;
  if (curves.length === 0) {
    return;
  }
  const lines = curves
    .map((curve, i) => ({ ...curve, label: curveLabel(curve), style: i }))
    .filter((curve) => curve.auc !== null);
  validationRoc.show(lines);
  const history = run.aucByEpoch;
  aucByEpoch.show(
    lines.map((line) => ({
      label: line.label,
      style: line.style,
      points: history.find((other) => other.arm === line.arm && other.set === line.set)?.points ?? [],
    })),
    0,
  );
}

/** One curve for each arm: on all images where there is one, else on the arm's own view. */
function mainCurves(curves) {
  const byArm = new Map();
  for (const curve of curves) {
    const kept = byArm.get(curve.arm);
    if (!kept || curve.set === ALL || (curve.set === curve.arm && kept.set !== ALL)) {
      byArm.set(curve.arm, curve);
    }
  }
  return [...byArm.values()];
}

function showTest(curves) {
  element("test").hidden = curves.length === 0;
  const sets = [...new Set(curves.map((curve) => curve.set))].sort((a, b) => (b === ALL) - (a === ALL));
  const methods = [...new Set(curves.map((curve) => curve.arm))];
  for (const [set, { card }] of testCharts) {
    if (!sets.includes(set)) {
      card.remove();
      testCharts.delete(set);
    }
  }
  for (const set of sets) {
    if (!testCharts.has(set)) {
      testCharts.set(set, addCard(set));
    }
    const drawn = curves.filter((curve) => curve.set === set && curve.auc !== null);
    testCharts.get(set).chart.show(
      drawn.map((curve) => ({ ...curve, label: curve.arm, style: methods.indexOf(curve.arm) })),
    );
  }
}

function addCard(set) {
  const card = document.createElement("figure");
  card.className = "card";
  const caption = document.createElement("figcaption");
  caption.textContent = setLabel(set);
  const host = document.createElement("div");
  host.className = "chart";
  card.append(caption, host);
  element("test-cards").append(card);
  return { card, chart: new RocChart(host) };
}

function showTable(curves) {
  element("numbers").hidden = curves.length === 0;
  element("rows").replaceChildren(...curves.map(row));
}

function row(curve) {
  const tr = document.createElement("tr");
  const heading = document.createElement("th");
  heading.scope = "row";
  heading.textContent = curve.arm;
  tr.append(
    heading,
    cell(curve.auc === null ? "one class only" : rate(curve.auc), "number"),
    cell(curve.part === "test" ? "Test" : "Validation"),
    cell(setLabel(curve.set)),
    cell(curve.part === "test" ? "–" : curve.epoch, "number"),
    cell(curve.positives, "number"),
    cell(curve.negatives, "number"),
    cell(clock.format(new Date(curve.time))),
    curve.part === "test" ? cell("") : curvesCell(curve),
  );
  return tr;
}

/** Deeplearning4j's pages show one session at a time: choose the arm's, then go there. */
function curvesCell(curve) {
  const td = cell("");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Curves";
  button.setAttribute("aria-label", `Training curves of ${curve.arm}`);
  button.addEventListener("click", async () => {
    await fetch(`/train/sessions/set/${encodeURIComponent(curve.session)}`);
    location.assign("/train/overview");
  });
  td.append(button);
  return td;
}

function setLabel(set) {
  return set === ALL ? "All images" : set;
}

function curveLabel(curve) {
  return curve.set === ALL || curve.set === curve.arm ? curve.arm : `${curve.arm} on ${curve.set}`;
}
