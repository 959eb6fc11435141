// Looking back at the curves of earlier epochs, by a slider, step by step, or as they went by.

import { element } from "./page.js";
import { text } from "./texts.js";

const PACE_MS = 600;

/** Calls onEpoch(epoch) when another is to be shown, null for the newest. */
export class Replay {
  constructor(onEpoch) {
    this.onEpoch = onEpoch;
    this.epoch = null;
    this.epochs = [1, 1];
    this.timer = null;
    this.slider = element("replay-epoch");
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    element("replay-back").addEventListener("click", () => this.step(-1));
    element("replay-forward").addEventListener("click", () => this.step(1));
    element("replay-play").addEventListener("click", () => (this.timer === null ? this.play() : this.stop()));
    element("replay-live").addEventListener("click", () => this.live());
  }

  /** first, last: the epochs there are */
  offer(first, last) {
    this.epochs = [first, last];
    if (this.epoch !== null && (this.epoch < first || this.epoch > last)) {
      this.epoch = null; // the training began anew
      this.stop();
    }
    element("replay").hidden = first === last;
    this.draw();
  }

  live() {
    this.stop();
    this.change(null);
  }

  go(epoch) {
    this.stop();
    this.change(epoch);
  }

  step(by) {
    const [first, last] = this.epochs;
    this.go(Math.max(first, Math.min(last, (this.epoch ?? last) + by)));
  }

  /** From the beginning if the newest is on the page; then on until it is there again. */
  play() {
    const [first, last] = this.epochs;
    if (this.epoch === null || this.epoch === last) {
      this.change(first);
    }
    this.timer = setInterval(() => {
      if (this.epoch === null || this.epoch + 1 >= this.epochs[1]) {
        this.live();
      } else {
        this.change(this.epoch + 1);
      }
    }, PACE_MS);
    this.draw();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.draw();
  }

  change(epoch) {
    this.epoch = epoch;
    this.draw();
    this.onEpoch(epoch);
  }

  draw() {
    const [first, last] = this.epochs;
    const shown = this.epoch ?? last;
    Object.assign(this.slider, { min: first, max: last });
    this.slider.value = shown;
    const words = this.epoch === null ? text("replay.newest", last) : text("replay.of", shown, last);
    this.slider.setAttribute("aria-valuetext", words);
    element("replay-text").textContent = words;
    const play = element("replay-play");
    play.textContent = text(this.timer === null ? "replay.play" : "replay.pause");
    element("replay-back").disabled = shown <= first;
    element("replay-forward").disabled = shown >= last;
    element("replay-live").disabled = this.epoch === null;
  }
}
