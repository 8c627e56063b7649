/** Elements from values. Text enters as text nodes only; nothing here or elsewhere parses a string as HTML. */

type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element with attributes and children. `true` sets an empty attribute, `false` and null set none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Node[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== wordOf(value)) element.setAttribute(name, wordOf(value));
  }
}

function wordOf(value: string | number | true): string {
  return value === true ? "" : String(value);
}

/** Sets the text if it is another: the browser lays out anew even for the same. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A button that does `run`. The name for assistive technology is its text unless `attributes` give another. */
export function button(attributes: Attributes, children: readonly Child[], run: () => void): HTMLButtonElement {
  const element = h("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("click", run);
  return element;
}

/** Words of the data: a name or a quote in a language of its own. */
export function foreign(words: string, className?: string): HTMLElement {
  return h("bdi", { dir: "auto", class: className }, words);
}

/** A link out of the page. The address must have passed `webAddress`. */
export function outLink(href: string, ...children: readonly Child[]): HTMLAnchorElement {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

const ICONS = {
  play: "M8 5.5v13l11-6.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.3 15.3L20.5 20.5",
  pin: "M12 3a6.5 6.5 0 0 0-6.5 6.5c0 4.8 6.5 11.5 6.5 11.5s6.5-6.7 6.5-11.5A6.5 6.5 0 0 0 12 3zM12 7.3a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4z",
  link: "M9.5 14.5l5-5M8.5 11l-2.6 2.6a3.5 3.5 0 0 0 5 5L13.5 16M15.5 13l2.6-2.6a3.5 3.5 0 0 0-5-5L10.5 8",
  out: "M14 4h6v6M20 4l-9 9M18 14v5H5V6h5",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
  filter: "M4 6h16M7 12h10M10 18h4",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM12 11v5.5M12 7.4v.4",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M18.7 5.3L17 7M7 17l-1.7 1.7",
  moon: "M20 14.5A8.2 8.2 0 0 1 9.5 4a8.2 8.2 0 1 0 10.5 10.5z",
  auto: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM12 3.5v17M12 7a5 5 0 0 1 0 10",
  reset: "M5 12a7 7 0 1 0 2.2-5.1M5 4.5V9h4.5",
  layers: "M12 4l9 5-9 5-9-5zM4 13.5l8 4.5 8-4.5",
  check: "M5 12.5l4.5 4.5L19 7",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1",
} as const;

const FILLED = new Set<keyof typeof ICONS>(["play", "pause"]);
/** Icons that point along the line of reading, and so turn round with it. */
const DIRECTED = new Set<keyof typeof ICONS>(["back", "forward"]);

export type IconName = keyof typeof ICONS;

export function icon(name: IconName, size = 18): SVGSVGElement {
  const filled = FILLED.has(name);
  return svg(
    "svg",
    {
      class: DIRECTED.has(name) ? "icon icon-directed" : "icon",
      viewBox: "0 0 24 24",
      width: size,
      height: size,
      fill: filled ? "currentColor" : "none",
      stroke: filled ? "none" : "currentColor",
      "stroke-width": 1.8,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("path", { d: ICONS[name] }),
  );
}
