// The wall of pictures, and one of them enlarged.

import { bars } from "./bars.js";
import { bytes, duration, element, percent, time } from "./words.js";

const source = (sight) => `images/${encodeURIComponent(sight.origin)}`;

const title = (sight) => (sight.code ? sight.code : sight.top[0].label);

/** What stands in the place of a picture that cannot be drawn: its first bytes. */
const stand = (sight) =>
  element("span", { classes: "hex" }, sight.bytes === 0 ? "0 bytes" : sight.head ?? "gone from the topic");

/** Enlarges a sight in the dialog. */
export function enlarge(sight) {
  const dialog = document.querySelector("#detail");
  const [figure, facts] = [dialog.querySelector("figure"), dialog.querySelector(".facts")];
  const picture = element("img", { src: source(sight), alt: `The image ${sight.id}` });
  picture.addEventListener("error", () => picture.replaceWith(stand(sight)));
  figure.replaceChildren(picture);
  facts.querySelector("h2").textContent = title(sight);
  facts.querySelector(".message").textContent = sight.message ?? "";
  bars(
    facts.querySelector(".bars"),
    (sight.top ?? []).map(({ label, score }) => ({ what: label, value: score, much: percent(score) })),
    1);
  const list = facts.querySelector("dl");
  list.replaceChildren();
  const fact = (name, value) => value != null && list.append(element("dt", {}, name), element("dd", {}, value));
  fact("latency", sight.latency != null ? duration(sight.latency) : null);
  fact("model", sight.model);
  fact("id", sight.id);
  fact("origin", sight.origin);
  fact("sent", time(sight.at));
  fact("size", sight.bytes != null ? bytes(sight.bytes) : null);
  fact("begins", sight.head);
  dialog.showModal();
}

/** A fixed number of places; the oldest picture that nobody looks at makes room for the newest. */
export class Wall {
  constructor(into) {
    this.into = into;
    this.places = matchMedia("(max-width: 900px)").matches ? 12 : 30;
    this.next = 0;
    into.addEventListener("keydown", (event) => this.move(event));
  }

  clear() {
    this.next = 0;
    this.into.replaceChildren();
  }

  async show(sight) {
    const picture = element("img", { src: source(sight), alt: "" });
    const drawn = await picture.decode().then(() => picture, () => (sight.code ? stand(sight) : null));
    const frame = element("span", { classes: "frame" }, drawn ?? stand(sight));
    const latency = sight.code ? bytes(sight.bytes) : duration(sight.latency);
    const score = sight.code ? 0 : sight.top[0].score;
    const bar = element("i");
    bar.style.width = percent(score).replace(" ", "");
    const tile = element(
      "button",
      {
        classes: `tile fresh ${sight.code ? "reject" : ""}`,
        type: "button",
        "aria-label": sight.code
          ? `${sight.code}: ${sight.message}`
          : `${title(sight)}, ${percent(score)}, ${latency}`,
        title: sight.code ? sight.message : `${title(sight)} ${percent(score)} · ${sight.id}`,
      },
      frame,
      element("span", { classes: "name" }, element("span", {}, title(sight)), element("span", { classes: "latency" }, latency)),
      element("span", { classes: "score" }, bar));
    tile.addEventListener("click", () => enlarge(sight));
    this.place(tile);
  }

  place(tile) {
    const tiles = this.into.children;
    if (tiles.length < this.places) {
      this.into.append(tile);
      return;
    }
    for (let tries = 0; tries < this.places; tries++) {
      const old = tiles[this.next];
      this.next = (this.next + 1) % this.places;
      if (!old.matches(":hover, :focus")) {
        old.replaceWith(tile);
        return;
      }
    }
  }

  /** Arrow keys go from picture to picture. */
  move(event) {
    const tiles = [...this.into.children];
    const here = tiles.indexOf(document.activeElement);
    const row = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
    if (step && tiles[here + step]) {
      event.preventDefault();
      tiles[here + step].focus();
    }
  }
}
