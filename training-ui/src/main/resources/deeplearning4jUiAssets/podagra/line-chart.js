// Curves over epochs, drawn by uPlot (a global of the script before).

import { colour, look, markPath } from "./looks.js";
import { text } from "./texts.js";

const HEIGHT = 280;

/**
 * A chart of several lines, which need not have the same places on the x axis. The values under the pointer, or under
 * the place that the arrow keys move, stand in the legend below; what the arrow keys come to is said to screen readers.
 */
export class LineChart {
  /** options: {xLabel, yLabel, log: whether the y axis is logarithmic, range: (low, high) => [low, high], value: (y) => words} */
  constructor(host, options) {
    this.host = host;
    this.settings = options;
    host.setAttribute("role", "application");
    host.setAttribute("aria-roledescription", text("chart.role"));
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    host.after(this.status);
    new ResizeObserver(() => this.resize()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.rebuild());
    host.addEventListener("keydown", (event) => this.move(event));
  }

  /** all: [{label, style, x: [...], y: [...], low, high: [...], points, faint, marks: [x...]}]; lastX: at least so far */
  show(all, lastX) {
    const lines = all.filter((line) => line.x.length > 0);
    this.lines = lines;
    this.lastX = lastX;
    const tables = lines.map((line) => [line.x, line.y, ...(line.low ? [line.low, line.high] : [])]);
    this.data = tables.length > 0 ? uPlot.join(tables) : [[]];
    const shape = JSON.stringify(lines.map((line) => [line.label, line.style, Boolean(line.low)]));
    if (this.plot && shape === this.shape) {
      this.plot.setData(this.data);
      this.describe();
    } else {
      this.shape = shape;
      this.rebuild();
    }
  }

  rebuild() {
    if (!this.lines || this.host.clientWidth === 0) {
      return;
    }
    this.plot?.destroy();
    this.plot = new uPlot(this.options(), this.data, this.host);
    this.describe();
  }

  resize() {
    const width = Math.floor(this.host.clientWidth);
    if (!this.plot) {
      this.rebuild();
    } else if (width > 0 && width !== this.plot.width) {
      this.plot.setSize({ width, height: HEIGHT });
    }
  }

  /** The arrow keys move from place to place, as the pointer does. */
  move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !this.plot || this.data[0].length === 0) {
      return;
    }
    event.preventDefault();
    const last = this.data[0].length - 1;
    const from = this.plot.cursor.idx ?? (step > 0 ? -1 : last + 1);
    const to = Math.max(0, Math.min(last, from + step));
    const x = this.data[0][to];
    this.plot.setCursor({ left: this.plot.valToPos(x, "x"), top: 10 });
    this.status.textContent = `${this.settings.xLabel} ${place(x)}: ${this.valuesAt(x)}`;
  }

  /** Of the lines that have a point there. */
  valuesAt(x) {
    return this.lines
      .map((line) => [line, line.y[line.x.indexOf(x)] ?? null])
      .filter(([, y]) => y !== null)
      .map(([line, y]) => `${line.label} ${this.settings.value(y)}`)
      .join("; ");
  }

  describe() {
    const caption = this.host.closest("figure")?.querySelector("figcaption span")?.textContent ?? "";
    const latest = this.lines
      .filter((line) => !line.faint)
      .map((line) => `${line.label} ${this.settings.value(latestOf(line.y))}`);
    this.host.setAttribute("aria-label", `${caption}. ${latest.join("; ")}`);
  }

  options() {
    const font = `12px ${colour("--font")}`;
    const axis = (label, more) => ({
      label,
      stroke: colour("--text"),
      font,
      labelFont: `600 ${font}`,
      labelSize: 20,
      grid: { stroke: colour("--grid"), width: 1 },
      ticks: { stroke: colour("--grid"), width: 1 },
      ...more,
    });
    const { series, bands } = this.series();
    return {
      width: Math.floor(this.host.clientWidth),
      height: HEIGHT,
      padding: [12, 16, 0, 0],
      cursor: { drag: { x: false, y: false }, y: false },
      scales: {
        x: { time: false, range: (plot, low, high) => [0, Math.max(high ?? 1, this.lastX ?? 1, 1)] },
        y: {
          distr: this.settings.log ? 3 : 1,
          range: (plot, low, high) => this.range(low, high),
        },
      },
      axes: [
        axis(this.settings.xLabel, { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500], size: 36 }),
        axis(this.settings.yLabel, { size: 62, values: (plot, splits) => splits.map((v) => tick(v)) }),
      ],
      series: [{ label: this.settings.xLabel, value: (plot, x) => (x == null ? "–" : place(x)) }, ...series],
      bands,
      hooks: { draw: [(plot) => this.drawMarks(plot)] },
    };
  }

  range(low, high) {
    if (low == null || high == null) {
      return this.settings.log ? [1e-4, 1] : [0, 1];
    }
    if (this.settings.log) {
      return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high) + 1e-9)];
    }
    if (this.settings.range) {
      return this.settings.range(low, high);
    }
    return [0, high > 0 ? high * 1.08 : 1];
  }

  series() {
    const series = [];
    const bands = [];
    for (const [index, line] of this.lines.entries()) {
      const { stroke: name, dash } = look(line.style);
      const stroke = colour(name);
      series.push({
        label: line.label,
        stroke,
        width: line.faint ? 1 : 2,
        alpha: line.faint ? 0.45 : 1,
        dash: line.faint ? [] : dash,
        spanGaps: true,
        points: { show: (line.points ?? false) && line.y.length < 60, size: 5 },
        ...(line.faint ? { class: "unlisted" } : {}),
        // Not the line itself, which is another one when there is news.
        value: (plot, y, s, i) => this.settings.value(i == null ? latestOf(this.lines[index].y) : y),
      });
      if (line.low) {
        const at = series.length;
        const edge = { stroke: "transparent", width: 0, spanGaps: true, points: { show: false }, class: "unlisted" };
        series.push(edge, { ...edge });
        bands.push({ series: [at + 2, at + 1], fill: `color-mix(in srgb, ${stroke} 14%, transparent)` });
      }
    }
    return { series, bands };
  }

  /** The line's mark at each place to be marked. */
  drawMarks(plot) {
    const { ctx } = plot;
    ctx.save();
    for (const line of this.lines) {
      for (const x of line.marks ?? []) {
        const y = line.y[line.x.indexOf(x)] ?? null;
        if (y !== null) {
          ctx.translate(plot.valToPos(x, "x", true), plot.valToPos(y, "y", true));
          ctx.scale(devicePixelRatio, devicePixelRatio);
          ctx.fillStyle = colour(look(line.style).stroke);
          ctx.fill(new Path2D(markPath(line.style)));
          ctx.setTransform(1, 0, 0, 1, 0, 0);
        }
      }
    }
    ctx.restore();
  }
}

function latestOf(values) {
  return values.filter((value) => value !== null).at(-1) ?? null;
}

/** An epoch, or a place within one. */
function place(x) {
  return String(Number(x.toFixed(2)));
}

function tick(value) {
  if (value === null) {
    return "";
  }
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential() : String(Number(value.toPrecision(4)));
}
