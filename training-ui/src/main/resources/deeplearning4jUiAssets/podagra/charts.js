// Lines in a plane, drawn by uPlot (a global of the script before), that can be read off by mouse, touch and keyboard.

import { columns } from "./columns.js";
import { Legend } from "./legend.js";
import { colour, look, markPath } from "./looks.js";
import { text } from "./texts.js";

const TALLEST = 420;
const DOT = 10;

/**
 * A chart in a figure: the drawing, then a list that names the lines and says what is where the reader points, then a
 * line for screen readers. The list is below the drawing, so that it never covers a line.
 *
 * options: {byX: the reader points at a place on the x axis, not in the plane; pick(x): called on a click or Enter}
 */
export class Chart {
  constructor(host, options = {}) {
    this.host = host;
    this.options = options;
    this.at = null; // where the reader points: {x, y, line, index}; the last two only by keyboard
    this.host.tabIndex = 0;
    this.host.setAttribute("role", "application");
    this.host.setAttribute("aria-roledescription", text("chart.role"));
    this.legend = new Legend();
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    host.after(this.legend.list, this.status);
    new ResizeObserver(() => this.resize()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.rebuild());
    host.addEventListener("keydown", (event) => this.key(event));
    host.addEventListener("blur", () => this.pointAt(null));
    addEventListener("pointerdown", (event) => host.contains(event.target) || this.pointAt(null));
  }

  /**
   * spec: {
   *   lines: [{key, label, style, x: [...], y: [...], low, high: a band around it, mark: {x, y, low, high}, head: [text],
   *            at(index): what to say of a point, rest: what to say while nobody points}],
   *   words: [{key, label, style, head, rest}] what has no line, but belongs into the list,
   *   x, y: {label, range: [low, high], whole}, diagonal: whether to draw it, cut: an x to mark or null, description
   * }
   */
  show(spec) {
    const shape = (lines) => JSON.stringify(lines.map((line) => [line.key, line.style, Boolean(line.low)]));
    const same = this.plot && shape(spec.lines) === shape(this.spec.lines) && spec.diagonal === this.spec.diagonal;
    this.spec = spec;
    if (this.at && this.at.line !== undefined) {
      const line = spec.lines.findIndex((other) => other.key === this.at.line);
      this.at = line < 0 ? null : this.atPoint(line, Math.min(this.at.index, spec.lines[line].x.length - 1));
    }
    this.host.setAttribute("aria-label", spec.description);
    this.host.hidden = spec.lines.length === 0;
    this.legend.show(spec.lines, spec.words ?? []);
    this.sayWhatIsThere();
    if (same) {
      this.plot.setData(columns(this.spec));
      this.showDots();
    } else {
      this.rebuild();
    }
  }

  rebuild() {
    if (!this.spec) {
      return;
    }
    this.plot?.destroy();
    this.plot = null;
    if (this.spec.lines.length > 0 && this.host.clientWidth > 0) {
      this.plot = new uPlot(this.uplotOptions(), columns(this.spec), this.host);
      this.listen(this.plot.over);
      this.showDots();
    }
  }

  resize() {
    const { width, height } = this.size();
    if (!this.plot && width > 0) {
      this.rebuild();
    } else if (this.plot && width > 0 && (width !== this.plot.width || height !== this.plot.height)) {
      this.plot.setSize({ width, height });
      this.showDots();
    }
  }

  size() {
    const width = Math.floor(this.host.clientWidth);
    return { width, height: Math.min(Math.round(width * 0.9), TALLEST) };
  }

  listen(over) {
    // A finger that moves up or down scrolls the page; from side to side it reads the chart.
    over.style.touchAction = "pan-y";
    const follow = (event) => {
      const box = over.getBoundingClientRect();
      const [left, top] = [event.clientX - box.left, event.clientY - box.top];
      this.pointAt({ x: this.plot.posToVal(left, "x"), y: this.plot.posToVal(top, "y") });
    };
    over.addEventListener("pointermove", follow);
    over.addEventListener("pointerdown", follow);
    over.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.pointAt(null));
    over.addEventListener("click", () => this.at && this.options.pick?.(this.pointed()[0]?.x));
    this.dots = this.spec.lines.map((line) => {
      const dot = document.createElement("span");
      dot.className = "dot";
      dot.style.background = colour(look(line.style).stroke);
      over.append(dot);
      return dot;
    });
  }

  key(event) {
    const { lines } = this.spec;
    if (event.ctrlKey || event.altKey || event.metaKey || lines.length === 0) {
      return;
    }
    let line = lines.findIndex((other) => other.key === this.at?.line);
    let index = this.at?.index;
    if (line < 0) {
      line = 0;
      index = this.beginning(lines[0]);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      line = (line + (event.key === "ArrowDown" ? 1 : lines.length - 1)) % lines.length;
      index = this.nearest(lines[line], this.at);
    } else {
      const last = lines[line].x.length - 1;
      const steps = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -last, End: last };
      index = Math.max(0, Math.min(last, index + (steps[event.key] ?? 0)));
    }
    if (event.key === "Escape") {
      this.pointAt(null);
    } else if (event.key === "Enter") {
      this.options.pick?.(lines[line].x[index]);
    } else if (/^(Arrow|Page|Home|End)/.test(event.key)) {
      event.preventDefault();
      this.pointAt(this.atPoint(line, index));
      this.status.textContent = `${lines[line].label}: ${lines[line].at(index)}`;
    }
  }

  /** Where the keyboard enters a line: at its mark, else at its end. */
  beginning(line) {
    return line.mark ? this.nearest(line, line.mark) : line.x.length - 1;
  }

  atPoint(line, index) {
    const { key, x, y } = this.spec.lines[line];
    return { x: x[index], y: y[index], line: key, index };
  }

  pointAt(place) {
    if (place === null && this.at === null) {
      return;
    }
    this.at = place;
    this.showDots();
    this.sayWhatIsThere();
  }

  /** The point of each line that is meant: {x, y, index}. */
  pointed() {
    return this.spec.lines.map((line) => {
      const index = line.key === this.at.line ? this.at.index : this.nearest(line, this.at);
      return { x: line.x[index], y: line.y[index], index };
    });
  }

  /** The index of the line's point nearest to a place, as the reader sees it. */
  nearest(line, place) {
    const { x, y } = this.spec;
    const { clientWidth = 1, clientHeight = 1 } = this.plot?.over ?? {};
    const across = (x.range[1] - x.range[0]) / clientWidth;
    const upwards = (y.range[1] - y.range[0]) / clientHeight;
    let best = 0;
    let least = Infinity;
    for (let i = 0; i < line.x.length; i++) {
      const dx = (line.x[i] - place.x) / across;
      const dy = this.options.byX ? 0 : (line.y[i] - place.y) / upwards;
      const far = line.y[i] === null ? Infinity : dx * dx + dy * dy;
      if (far < least) {
        [best, least] = [i, far];
      }
    }
    return best;
  }

  showDots() {
    if (!this.plot) {
      return;
    }
    const points = this.at ? this.pointed() : [];
    this.dots.forEach((dot, i) => {
      dot.hidden = !points[i] || points[i].y === null;
      if (!dot.hidden) {
        dot.style.left = `${this.plot.valToPos(points[i].x, "x") - DOT / 2}px`;
        dot.style.top = `${this.plot.valToPos(points[i].y, "y") - DOT / 2}px`;
      }
    });
  }

  sayWhatIsThere() {
    this.legend.say(this.spec.lines, this.at ? this.pointed() : []);
  }

  uplotOptions() {
    const { lines, x, y, diagonal } = this.spec;
    const font = `12px ${colour("--font")}`;
    const axis = (label, more) => ({
      label,
      stroke: colour("--text"),
      font,
      labelFont: `600 ${font}`,
      grid: { stroke: colour("--grid"), width: 1 },
      ticks: { stroke: colour("--grid"), width: 1 },
      ...more,
    });
    const series = [{}];
    const bands = [];
    if (diagonal) {
      series.push({ stroke: colour("--muted"), width: 1, dash: [4, 4], points: { show: false } });
    }
    for (const line of lines) {
      const { stroke, dash } = look(line.style);
      series.push({ stroke: colour(stroke), width: 2, dash, spanGaps: true, points: { show: false } });
      if (line.low) {
        const at = series.length;
        bands.push({ series: [at + 1, at], fill: `${colour(stroke)}26` });
        series.push(...[0, 1].map(() => ({ width: 0, spanGaps: true, points: { show: false } })));
      }
    }
    return {
      ...this.size(),
      padding: [12, 12, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false, range: () => this.spec.x.range }, y: { range: () => this.spec.y.range } },
      axes: [
        axis(x.label, x.whole ? { incrs: [1, 2, 5, 10, 20, 50, 100] } : { space: 40 }),
        axis(y.label, { size: 44, space: 36 }),
      ],
      series,
      bands,
      hooks: { draw: [(plot) => this.drawMarks(plot)] },
    };
  }

  /** What uPlot has no series for: the marks of the lines, and the cut through them. */
  drawMarks(plot) {
    const { ctx, bbox } = plot;
    const scale = devicePixelRatio;
    const { cut } = this.spec;
    ctx.save();
    if (cut !== null && cut !== undefined) {
      const left = plot.valToPos(cut, "x", true);
      ctx.fillStyle = colour("--muted");
      ctx.fillRect(left - scale / 2, bbox.top, scale, bbox.height);
    }
    for (const line of this.spec.lines) {
      if (line.mark) {
        const left = plot.valToPos(line.mark.x, "x", true);
        if (typeof line.mark.low === "number") {
          const [bottom, top] = [line.mark.low, line.mark.high].map((end) => plot.valToPos(end, "y", true));
          ctx.fillStyle = colour(look(line.style).stroke);
          ctx.fillRect(left - scale / 2, top, scale, bottom - top);
        }
        ctx.translate(left, plot.valToPos(line.mark.y, "y", true));
        ctx.scale(scale, scale);
        const path = new Path2D(markPath(line.style));
        ctx.lineWidth = 5;
        ctx.strokeStyle = colour("--card");
        ctx.stroke(path);
        ctx.fillStyle = colour(look(line.style).stroke);
        ctx.fill(path);
        ctx.setTransform(1, 0, 0, 1, 0, 0);
      }
    }
    ctx.restore();
  }
}
