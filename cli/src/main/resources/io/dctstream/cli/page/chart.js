// A curve over the latest two minutes, drawn as SVG.

import { time } from "./words.js";

const SECONDS = 120;
const LEFT = 46;
const BOTTOM = 18;
const TOP = 8;

const svg = (name, attributes = {}, text = "") => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

/** The smallest of 1, 2, 5, 10, 20 ... that is no less. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

export class Chart {
  /**
   * @param figure where it is drawn
   * @param name what it shows, for those who cannot see it
   * @param series keys of the values in a second, at most two
   * @param format a value in words; on an axis it is also given the greatest one
   */
  constructor(figure, { name, series, format, area = false }) {
    Object.assign(this, { figure, name, series, format, area });
    this.seconds = [];
    this.picture = svg("svg", { role: "img" });
    this.reading = document.createElement("output");
    figure.append(this.picture, this.reading);
    this.picture.addEventListener("pointermove", (event) => this.point(event));
    this.picture.addEventListener("pointerleave", () => this.point(null));
    new ResizeObserver(() => this.draw()).observe(figure);
  }

  /** Shows these seconds; one with a `swap` gets a line with that name. */
  show(seconds) {
    this.seconds = seconds.slice(-SECONDS);
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.figure;
    const values = this.seconds.flatMap((second) => this.series.map((key) => second[key] ?? 0));
    const top = ceiling(Math.max(10, ...values));
    const end = this.seconds.at(-1)?.at ?? Date.now();
    this.x = (at) => width - ((end - at) / 1000 / (SECONDS - 1)) * (width - LEFT);
    this.y = (value) => height - BOTTOM - (value / top) * (height - BOTTOM - TOP);

    const parts = [];
    for (const share of [0, 0.5, 1]) {
      const y = this.y(share * top);
      parts.push(svg("line", { class: "grid", x1: LEFT, x2: width, y1: y, y2: y }));
      parts.push(svg("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end" }, this.format(share * top, top)));
    }
    parts.push(svg("text", { x: LEFT, y: height - 3 }, "2 min ago"));
    parts.push(svg("text", { x: width, y: height - 3, "text-anchor": "end" }, "now"));
    this.series.forEach((key, i) => parts.push(...this.curve(key, "ab"[i])));
    for (const second of this.seconds.filter((s) => s.swap && this.x(s.at) >= LEFT)) {
      const x = this.x(second.at);
      const late = x > width - 90;
      parts.push(svg("line", { class: "swap", x1: x, x2: x, y1: TOP, y2: height - BOTTOM }));
      parts.push(
        svg("text", { class: "swap-name", x: x + (late ? -5 : 5), y: TOP + 9, "text-anchor": late ? "end" : "start" }, second.swap));
    }
    this.cross = svg("g");
    this.picture.replaceChildren(...parts, this.cross);
    const last = this.seconds.at(-1);
    const now = last ? this.series.map((key) => this.format(last[key] ?? 0)).join(" and ") : "nothing yet";
    this.picture.setAttribute("aria-label", `${this.name}, now ${now}`);
  }

  /** The pieces of a curve; seconds without a value part them. */
  curve(key, letter) {
    const pieces = [[]];
    for (const second of this.seconds) {
      if (second[key] == null) pieces.push([]);
      else if (this.x(second.at) >= LEFT) pieces.at(-1).push(`${this.x(second.at).toFixed(1)},${this.y(second[key]).toFixed(1)}`);
    }
    return pieces.filter((piece) => piece.length).flatMap((piece) => {
      const path = `M${piece.join("L")}`;
      const foot = this.y(0);
      const under = `${path}L${piece.at(-1).split(",")[0]},${foot}L${piece[0].split(",")[0]},${foot}Z`;
      const line = svg("path", { class: `line ${letter}`, d: piece.length > 1 ? path : `${path}h0.1` });
      return this.area ? [svg("path", { class: "area", d: under }), line] : [line];
    });
  }

  /** Reads off the values under the pointer. */
  point(event) {
    this.reading.textContent = "";
    this.cross.replaceChildren();
    if (!event || !this.seconds.length) return;
    const x = event.clientX - this.picture.getBoundingClientRect().left;
    const nearest = this.seconds.reduce((a, b) => (Math.abs(this.x(a.at) - x) <= Math.abs(this.x(b.at) - x) ? a : b));
    const at = this.x(nearest.at);
    this.cross.append(svg("line", { class: "cross", x1: at, x2: at, y1: TOP, y2: this.y(0) }));
    const known = this.series.filter((key) => nearest[key] != null);
    for (const key of known) {
      const letter = "ab"[this.series.indexOf(key)];
      this.cross.append(svg("circle", { class: `dot ${letter}`, cx: at, cy: this.y(nearest[key]), r: 4.5 }));
    }
    this.reading.textContent = `${time(nearest.at)}  ${known.map((key) => this.format(nearest[key])).join(" / ")}`;
  }
}
