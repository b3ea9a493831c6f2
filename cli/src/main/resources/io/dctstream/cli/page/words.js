// Numbers and elements, as the page writes them.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const count = (n) => (n < 1e6 ? whole.format(n) : `${one.format(n / 1e6)} M`);

export const percent = (part) => `${one.format(100 * part)} %`;

/** A span of milliseconds as a number and its unit; the unit is that of a span of `like` milliseconds. */
export function span(ms, like = ms) {
  if (like < 2000) return [whole.format(ms), "ms"];
  if (like < 120_000) return [one.format(ms / 1e3), "s"];
  if (like < 7_200_000) return [one.format(ms / 60e3), "min"];
  return [one.format(ms / 3600e3), "h"];
}

export const duration = (ms, like) => span(ms, like).join(" ");

export const bytes = (n) =>
  n < 1000 ? `${whole.format(n)} B` : n < 1e6 ? `${one.format(n / 1e3)} KB` : `${one.format(n / 1e6)} MB`;

export const time = (ms) => new Date(ms).toLocaleTimeString("en-GB");

/** An element with classes, attributes and children; text stays text. */
export function element(name, { classes = "", ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
