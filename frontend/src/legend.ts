/** What the marks mean. Each status is a button that shows only what has it. */
import { button, h, icon, setAttributes, setText, svg } from "./dom";
import type { Words } from "./i18n";
import { markIcon } from "./symbols";
import { STATUSES, type Status } from "./types";

export interface Legend {
  readonly element: HTMLElement;
  /** `known` are the statuses in the data, whatever is chosen: what never occurs needs no explaining. */
  render(
    value: { readonly chosen: readonly Status[]; readonly counts: Readonly<Record<Status, number>>; readonly known: ReadonlySet<Status> },
    w: Words,
  ): void;
}

export function createLegend(onToggle: (status: Status) => void, isOpenAtFirst: boolean): Legend {
  const rows = new Map<Status, { row: HTMLButtonElement; name: HTMLElement; count: HTMLElement }>();
  const list = h("ul", { class: "legend-list" });
  for (const status of STATUSES) {
    const name = h("span", { class: "legend-name" });
    const count = h("span", { class: "legend-count" });
    const row = button({ class: "legend-row" }, [markIcon(status, 18), name, count], () => onToggle(status));
    rows.set(status, { row, name, count });
    list.append(h("li", {}, row));
  }
  const title = h("span", {});
  const toggle = button({ class: "legend-toggle", "aria-expanded": String(isOpenAtFirst), "aria-controls": "legend-body" }, [icon("layers", 16), title], () => {
    const isOpen = body.hidden;
    body.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
  });
  const where = h("ul", { class: "legend-where" });
  const whereTitle = h("summary", { class: "legend-title" });
  const body = h("div", { id: "legend-body", class: "legend-body", hidden: !isOpenAtFirst }, list, h("details", { class: "legend-more" }, whereTitle, where));
  const element = h("aside", { class: "legend" }, toggle, body);
  let language = "";
  return {
    element,
    render({ chosen, counts, known }, w) {
      for (const [status, { row, name, count }] of rows) {
        row.hidden = known.size > 0 && !known.has(status) && !chosen.includes(status);
        setText(name, w.t(`status${status}`));
        setText(count, counts[status] ? w.number(counts[status]) : "");
        row.classList.toggle("legend-none", counts[status] === 0);
        setAttributes(row, { "aria-pressed": String(chosen.includes(status)), title: w.t(`why${status}`) });
      }
      if (language === w.language) return;
      language = w.language;
      title.textContent = w.t("legend");
      element.setAttribute("aria-label", w.t("legend"));
      whereTitle.textContent = w.t("legendWhere");
      where.replaceChildren(
        h("li", {}, swatch("point"), w.t("legendPoint")),
        h("li", {}, swatch("area"), w.t("legendArea")),
        h("li", {}, swatch("line"), w.t("legendLine")),
        h("li", {}, swatch("badge"), w.t("legendBadge")),
        h("li", {}, swatch("fade"), w.t("legendFade")),
      );
    },
  };
}

function swatch(kind: "point" | "area" | "line" | "badge" | "fade"): SVGSVGElement {
  const box = svg("svg", { class: `swatch swatch-${kind}`, viewBox: "0 0 28 20", width: 28, height: 20, "aria-hidden": "true", focusable: "false" });
  const shapes = {
    point: [svg("circle", { cx: 14, cy: 10, r: 9, class: "swatch-soft" }), svg("circle", { cx: 14, cy: 10, r: 3.4, class: "swatch-solid" })],
    area: [
      svg("rect", { x: 2, y: 3, width: 24, height: 14, rx: 3, class: "swatch-soft" }),
      svg("path", { d: "M4 17L16 3M10 17L22 3M17 17L26 6.5", class: "swatch-hatch" }),
    ],
    line: [svg("path", { d: "M3 15C9 4 17 16 25 5", class: "swatch-band" }), svg("path", { d: "M3 15C9 4 17 16 25 5", class: "swatch-line" })],
    badge: [
      svg("path", { d: "M14 2.5a7.5 7.5 0 0 1 0 15", class: "swatch-ring-a" }),
      svg("path", { d: "M14 17.5a7.5 7.5 0 0 1 0 -15", class: "swatch-ring-b" }),
      Object.assign(svg("text", { x: 14, y: 13.6, class: "swatch-text" }), { textContent: "5" }),
    ],
    fade: [svg("circle", { cx: 8, cy: 10, r: 5, class: "swatch-solid" }), svg("circle", { cx: 20, cy: 10, r: 5, class: "swatch-pale" })],
  }[kind];
  box.append(...shapes);
  return box;
}
