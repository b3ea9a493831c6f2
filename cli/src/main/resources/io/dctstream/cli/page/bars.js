// Bars with a name, a length and a figure.

import { element } from "./words.js";

/**
 * Draws bars into an element.
 *
 * @param bars {what, note, value, much, kind}; the longest value fills the width unless `most` does
 */
export function bars(into, list, most = Math.max(...list.map((bar) => bar.value))) {
  list.forEach((bar, i) => {
    let row = into.children[i];
    if (!row) {
      row = element("div", {}, element("span", { classes: "what" }), element("span", { classes: "much" }),
        element("span", { classes: "track" }, element("i")));
      into.append(row);
    }
    row.className = `bar ${bar.kind ?? ""}`;
    const [what, much, track] = row.children;
    what.replaceChildren(bar.what, ...(bar.note ? [element("small", {}, bar.note)] : []));
    what.title = bar.what;
    much.textContent = bar.much;
    track.firstChild.style.width = `${(100 * bar.value) / most}%`;
  });
  while (into.children.length > list.length) into.lastChild.remove();
}
