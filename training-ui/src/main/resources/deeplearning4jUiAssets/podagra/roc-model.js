// The curves of a run as the page groups and names them.

import { ALL, MULTIPLE, SINGLE, armName, setName } from "./names.js";
import { counted, text } from "./texts.js";

export { ALL, setName } from "./names.js";

/** The sets of images that some curve is of: all together first, then the views. */
export function setsOf(run) {
  const sets = new Set(run.curves.map((curve) => curve.set));
  sets.delete(ALL);
  return [ALL, ...sets];
}

/** The single model, the multiple model, or the network of a view: of validation images its own arm has been named. */
export function modelName(curve) {
  return armName(curve.arm === SINGLE || curve.arm === MULTIPLE ? curve.arm : curve.set);
}

/** After which epochs; nothing for test images. */
export function epochsOf(curve, run) {
  const arms = Object.entries(curve.epochs);
  if (arms.length <= 1) {
    return arms.length === 0 ? "" : text("epoch", curve.epoch);
  }
  const named = arms.map(([arm, epoch]) => text("epochs.of", setName(setOfArm(run, arm)), epoch));
  return text("epochs", named.join(text("comma")));
}

/** The same in few words. */
export function epochsBetween(curve) {
  const epochs = Object.values(curve.epochs);
  const [least, most] = [Math.min(...epochs), Math.max(...epochs)];
  return epochs.length === 0 ? text("none") : least === most ? String(least) : text("epochs.between", least, most);
}

function setOfArm(run, arm) {
  return run.curves.find((curve) => curve.arm === arm && curve.part === "validation")?.set ?? arm;
}

/**
 * What to draw of validation images: on a view's images the two ways to score them; on all either those, or every
 * network on its own images.
 */
export function validationCurves(curves, set, eachNetwork) {
  const own = curves.filter((curve) => curve.part === "validation");
  const isNetwork = (curve) => curve.arm !== SINGLE && curve.arm !== MULTIPLE;
  const chosen = own.filter((curve) => {
    if (set !== ALL) {
      return curve.set === set;
    }
    return (curve.set === ALL && (curve.arm === SINGLE || !eachNetwork)) || (eachNetwork && isNetwork(curve));
  });
  return chosen.sort((a, b) => order(a) - order(b));
}

export function testCurves(curves, set) {
  return curves.filter((curve) => curve.part === "test" && curve.set === set).sort((a, b) => order(a) - order(b));
}

function order(curve) {
  return curve.arm === SINGLE ? 0 : curve.arm === MULTIPLE ? 1 : 2;
}

/** Views whose network has no epoch yet. */
export function viewsWithout(run) {
  const trained = new Set(run.curves.filter((curve) => order(curve) === 2).map((curve) => curve.set));
  return setsOf(run).filter((set) => set !== ALL && !trained.has(set)).map(setName);
}

/** The same for the same model, whatever is drawn beside it. */
export function styleOf(curve, run) {
  const networks = [...new Set(run.curves.filter((other) => order(other) === 2).map((other) => other.arm))];
  return order(curve) < 2 ? order(curve) : 2 + networks.indexOf(curve.arm);
}

/** Why there is no curve. */
export function whyNone(curve) {
  if (curve.positives + curve.negatives === 0) {
    return text("none.noImages");
  }
  return curve.positives === 0
    ? counted("none.allNormal", curve.negatives)
    : counted("none.allAbnormal", curve.positives);
}

/** The AUC by epoch of a curve's series. */
export function historyOf(curve, run) {
  return run.aucByEpoch.find((other) => other.arm === curve.arm && other.set === curve.set);
}
