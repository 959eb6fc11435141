// What our pages have in common.

export const element = (id) => document.getElementById(id);

export function cell(text, className = "") {
  const td = document.createElement("td");
  td.className = className;
  td.textContent = text;
  return td;
}

/** Says at the top of the page whether the server answers. */
export function showConnection(connected) {
  const line = element("connection");
  const text = connected ? "Live" : "Connection lost, retrying";
  if (line.textContent !== text) {
    line.textContent = text;
    line.classList.toggle("lost", !connected);
    line.classList.toggle("live", connected);
  }
}

/** Draws anew without taking the keyboard away from whoever is within; what has the focus needs an id. */
export function keepFocus(draw) {
  const id = document.activeElement?.id;
  draw();
  if (id && document.activeElement?.id !== id) {
    element(id)?.focus({ preventScroll: true });
  }
}

/** Which run the page shows: the one with the newest news, until the user chooses another. */
export class RunChoice {
  /** title: what the page is called before there is a run; age(run): when there was news of it */
  constructor(title, age, onChange) {
    this.title = title;
    this.age = age;
    this.chosen = null;
    element("run-select").addEventListener("change", (event) => {
      this.chosen = Number(event.target.value);
      onChange();
    });
  }

  /** The run to show, undefined if there is none. */
  among(runs) {
    const newest = runs.reduce(
      (best, run, i) => (best === null || this.age(run) > this.age(runs[best]) ? i : best),
      null,
    );
    const index = this.chosen !== null && this.chosen < runs.length ? this.chosen : newest;
    const options = runs.map((run, i) => new Option(run.run, String(i), false, i === index));
    element("run-select").replaceChildren(...options);
    element("run-choice").hidden = runs.length < 2;
    element("run-name").textContent = index === null ? this.title : runs[index].run;
    return runs[index];
  }
}
