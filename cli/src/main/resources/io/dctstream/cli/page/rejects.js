// How many images were rejected and why, and the latest of them.

import { enlarge } from "./pictures.js";
import { count, element, time } from "./words.js";

const SHOWN = 5;

export class Rejects {
  constructor(codes, list) {
    Object.assign(this, { codes, list });
  }

  clear() {
    this.codes.replaceChildren();
    this.list.replaceChildren();
  }

  counted(rejects) {
    this.codes.replaceChildren(
      ...Object.entries(rejects).map(([code, n]) => element("li", {}, code, element("b", {}, count(n)))));
  }

  show(sight) {
    const row = element(
      "button",
      { type: "button" },
      element("span", { classes: "code" }, sight.code), " ",
      element("span", { classes: "why" }, sight.message),
      element("div", { classes: "where" }, `${time(sight.at)} · ${sight.origin}`));
    row.addEventListener("click", () => enlarge(sight));
    this.list.prepend(element("li", {}, row));
    if (this.list.children.length > SHOWN && !this.list.lastChild.contains(document.activeElement)) {
      this.list.lastChild.remove();
    }
  }
}
