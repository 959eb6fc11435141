// A search as the charts and the table want it, computed from what the server says.

import { text } from "./texts.js";

export const STATES = ["running", "complete", "stopped", "failed"];

/** How a trial goes or went. */
export function stateName(run) {
  return text(`state.${run.state}`);
}

/**
 * What is shown of a search: its trials by number, each with its repeats; the best of them; the axes with ends that
 * hold every value. A run is a trial or a repeat of one.
 */
export function prepare(search) {
  const trials = search.trials.filter((run) => run.repeat === 0).map((run) => ({ ...run, key: keyOf(run) }));
  const byNumber = new Map(trials.map((trial) => [trial.trial, trial]));
  const repeats = search.trials.filter((run) => run.repeat > 0).map((run) => ({ ...run, key: keyOf(run) }));
  trials.forEach((trial) => {
    trial.repeats = summary(repeats.filter((run) => run.trial === trial.trial && run.state === "complete"));
  });
  const scored = trials.filter((trial) => trial.score !== null && trial.state !== "failed");
  const scores = [...trials, ...repeats].map((run) => run.score).filter((score) => score !== null);
  return {
    ...search,
    trials,
    repeats,
    runs: [...trials, ...repeats],
    byNumber,
    best: scored.reduce((best, trial) => (best === null || trial.score > best.score ? trial : best), null),
    bestSoFar: bestSoFar(scored),
    scores: { ...range(scores), middle: median(trials.map((trial) => trial.score).filter((score) => score !== null)) },
    curves: range([...trials, ...repeats].flatMap((run) => run.curve)),
    axes: search.axes.map((axis) => axisOf(axis, trials)),
    news: Math.max(search.time, ...search.trials.map((run) => run.time)),
  };
}

/** How many trials are in a state; repeats do not count. */
export function inState(search, state) {
  return search.trials.filter((trial) => trial.state === state).length;
}

/** Where a score lies between the lowest, 0, by way of the median trial's, 0.5, and the highest, 1. */
export function standing(search, score) {
  const { low, middle, high } = search.scores;
  if (score >= middle) {
    return high > middle ? 0.5 + (0.5 * (score - middle)) / (high - middle) : 1;
  }
  return (0.5 * (score - low)) / (middle - low);
}

/** The last part of a setting's key, which the axes of a search seldom share. */
export function shortName(name) {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** A trial's number, or that and which repeat it is. */
export function label(run) {
  return run.repeat === 0 ? text("trial", run.trial) : text("trial.repeat", run.trial, run.repeat);
}

/** A range with round ends that holds the other, and the step of its ticks. */
export function roundRange({ low, high }) {
  if (low === high) {
    const around = Math.max(Math.abs(low), 1) * 0.05;
    return roundRange({ low: low - around, high: high + around });
  }
  const span = high - low;
  const magnitude = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map((n) => n * magnitude).find((candidate) => span / candidate < 5 + 1e-6);
  // The small numbers keep 0.7 / 0.1 = 6.999... from becoming 6.
  const down = Math.floor(low / step + 1e-6) * step;
  const up = Math.ceil(high / step - 1e-6) * step;
  return { low: clean(down), high: clean(up), step: clean(step) };
}

function keyOf(run) {
  return `${run.trial}.${run.repeat}`;
}

function clean(value) {
  return Number(value.toPrecision(12));
}

/** Mean and standard deviation (of a sample) over the repeats that are complete. */
function summary(repeats) {
  const scores = repeats.map((run) => run.score).filter((score) => score !== null);
  if (scores.length === 0) {
    return null;
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { mean, deviation: scores.length > 1 ? Math.sqrt(squares / (scores.length - 1)) : null, number: scores.length };
}

function bestSoFar(scored) {
  const points = [];
  let best = -Infinity;
  for (const trial of scored) {
    if (trial.score > best) {
      best = trial.score;
      points.push([trial.trial, best]);
    }
  }
  return points;
}

function range(values) {
  return values.length === 0 ? { low: 0, high: 1 } : { low: Math.min(...values), high: Math.max(...values) };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length === 0 ? 0.5 : sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The axis, and at(trial): where the trial lies on it, null if nowhere. */
function axisOf(axis, trials) {
  const texts = trials.map((trial) => trial.values[axis.name]).filter((text) => text !== undefined);
  if (axis.scale === "category") {
    const categories = [...new Set([...axis.categories, ...texts])];
    const index = new Map(categories.map((category, i) => [category, i]));
    return { ...axis, categories, at: (trial) => index.get(trial.values[axis.name]) ?? null };
  }
  const usable = (value) => Number.isFinite(value) && (axis.scale === "linear" || value > 0);
  const at = (trial) => {
    const value = Number.parseFloat(trial.values[axis.name]);
    return usable(value) ? value : null;
  };
  const values = trials.map(at).filter((value) => value !== null);
  return { ...axis, at, low: Math.min(axis.low, ...values), high: Math.max(axis.high, ...values) };
}
