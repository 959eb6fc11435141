// Figures as a person reads them.

import { text } from "./texts.js";

/** A rate, an AUC or another score with three decimals, as in the reports. */
export function rate(value) {
  return value === null ? "–" : value.toFixed(3);
}

/** A difference or a z statistic, always with its sign, except for what rounds to zero. */
export function signed(value, decimals) {
  const size = Math.abs(value).toFixed(decimals);
  return Number(size) === 0 ? size : `${value < 0 ? "\u2212" : "+"}${size}`;
}

/** A p-value with three decimals, never a bare zero. */
export function probability(p) {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** A setting with three significant digits; whole numbers whole. */
export function number(value) {
  if (value === 0 || (Number.isInteger(value) && Math.abs(value) < 1e6)) {
    return String(value);
  }
  const size = Math.abs(value);
  const rounded = Number(value.toPrecision(3));
  return size < 1e-3 || size >= 1e6 ? rounded.toExponential() : String(rounded);
}

/** Seconds as "45 s", "3 min 20 s", "2 h 5 min" or "3 d 4 h". */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return text("duration.s", seconds < 10 ? seconds.toFixed(1) : whole);
  }
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) {
    return text("duration.min", minutes, whole % 60);
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? text("duration.h", hours, minutes % 60) : text("duration.d", Math.floor(hours / 24), hours % 24);
}
