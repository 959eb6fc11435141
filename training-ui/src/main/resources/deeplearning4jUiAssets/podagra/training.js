// The page of the training: the curves of all arms over one another.

import { number, rate } from "./format.js";
import { LineChart } from "./line-chart.js";
import { swatch } from "./looks.js";
import { armName } from "./names.js";
import { element, followRun, keepFocus, make, setOptions } from "./page.js";
import { text, textOr } from "./texts.js";

const STAGES = ["stem", "stage_2", "stage_3", "stage_4", "stage_5", "head"];
const loss = (value) => (value === null ? text("none") : value.toFixed(3));
const figure = (value) => (value === null ? text("none") : number(value));
const area = (value) => (value === null ? text("none") : rate(value));

const chart = (name, label, more) =>
  new LineChart(element(name), { xLabel: text("epoch"), yLabel: text(label), ...more });
const trainingLoss = chart("trainingLoss", "loss", { value: loss });
const validationLoss = chart("validationLoss", "loss", { value: loss });
const auc = chart("auc", "axis.auc", { value: area, range: (low) => [Math.min(0.5, Math.floor(low * 10) / 10), 1] });
const learningRate = chart("learningRate", "axis.learningRate", { value: figure });
const speed = chart("imagesPerSecond", "axis.imagesPerSecond", { value: figure });
const gradients = chart("gradients", "axis.gradients", { value: figure, log: true });

const hidden = new Set();
let run;
let gradientsOf = null;

followRun("/training/data", (shown) => {
  run = shown;
  const begun = (run?.arms ?? []).some(hasBegun);
  element("empty").hidden = begun;
  element("curves").hidden = !begun;
  if (begun) {
    show();
  }
});

element("gradients-arm").addEventListener("change", (event) => {
  gradientsOf = event.target.value;
  showGradients();
});

function show() {
  showArms();
  const arms = run.arms
    .map((arm, i) => ({ ...arm, style: i }))
    .filter((arm) => hasBegun(arm) && !hidden.has(arm.arm));
  const last = Math.max(1, ...arms.map((arm) => arm.epochs ?? 0));
  const lines = (key, more = () => ({})) =>
    arms.map((arm) => ({
      label: armName(arm.arm),
      style: arm.style,
      x: arm.byEpoch.epoch,
      y: arm.byEpoch[key],
      points: true,
      ...more(arm),
    }));
  const within = arms.map((arm) => ({
    label: armName(arm.arm),
    style: arm.style,
    x: arm.losses.epochs,
    y: arm.losses.loss,
    faint: true,
  }));
  trainingLoss.show([...lines("trainingLoss"), ...within], last);
  validationLoss.show(lines("validationLoss"), last);
  auc.show(
    lines("auc", (arm) => ({ low: arm.byEpoch.low, high: arm.byEpoch.high, marks: arm.byEpoch.best.slice(-1) })),
    last,
  );
  learningRate.show(lines("learningRate"), last);
  speed.show(lines("imagesPerSecond"), last);
  showGradients();
}

function hasBegun(arm) {
  return arm.losses.epochs.length > 0 || arm.byEpoch.epoch.length > 0;
}

function showArms() {
  const boxes = run.arms.map((arm, i) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.id = `arm-${i}`;
    box.checked = !hidden.has(arm.arm);
    box.addEventListener("change", () => {
      hidden[box.checked ? "delete" : "add"](arm.arm);
      show();
    });
    return make("label", [box, swatch(i), armName(arm.arm)]);
  });
  const legend = element("arms").querySelector("legend");
  keepFocus(() => element("arms").replaceChildren(legend, ...boxes));
}

/** Of the arm in training, until the user chooses another. */
function showGradients() {
  const arms = run.arms.filter((arm) => arm.gradients.epochs.length > 0);
  const arm =
    arms.find((candidate) => candidate.arm === gradientsOf) ??
    arms.find((candidate) => candidate.arm === run.training) ??
    arms.at(-1);
  setOptions(element("gradients-arm"), arms.map((candidate) => [candidate.arm, armName(candidate.arm)]), arm?.arm);
  const ratios = arm?.gradients.ratios ?? {};
  const stages = [...STAGES, ...Object.keys(ratios).filter((stage) => !STAGES.includes(stage))];
  const lines = stages
    .filter((stage) => stage in ratios)
    .map((stage) => ({
      label: textOr(`stage.${stage}`, stage),
      style: stages.indexOf(stage),
      x: arm.gradients.epochs,
      y: ratios[stage].map((ratio) => (ratio > 0 ? ratio : null)),
      points: true,
    }));
  gradients.show(lines, arm?.epochs ?? 1);
}
