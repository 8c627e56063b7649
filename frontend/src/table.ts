/** The same deployments as a wide, sortable table, in a dialog over the map. */
import { button, foreign, h, icon } from "./dom";
import type { Key, Words } from "./i18n";
import { sorted, type Order } from "./list";
import { markIcon } from "./symbols";
import type { Deployment } from "./types";
import { shortInterval, strength } from "./words";

const PAGE = 100;

const COLUMNS: readonly { readonly key: Key; readonly order: Order | null }[] = [
  { key: "colStatus", order: "status" },
  { key: "colActor", order: "actor" },
  { key: "colAction", order: null },
  { key: "colPlace", order: "place" },
  { key: "colStrength", order: "strength" },
  { key: "colSince", order: null },
  { key: "colReported", order: "recent" },
];

export interface Table {
  readonly element: HTMLDialogElement;
  open(): void;
  render(deployments: readonly Deployment[], w: Words): void;
}

export function createTable(onOpen: (id: string) => void): Table {
  let order: Order = "recent";
  let isDown = true;
  let limit = PAGE;
  let shown: readonly Deployment[] = [];
  let words: Words | null = null;
  const title = h("h2", { id: "table-title", class: "dialog-title" });
  const closeButton = button({ class: "icon-button" }, [icon("close")], () => element.close());
  const hint = h("p", { class: "dialog-hint" });
  const head = h("tr");
  const rows = h("tbody");
  const more = button({ class: "text-button" }, [], () => {
    limit += PAGE;
    draw();
  });
  const table = h("table", { class: "table", "aria-labelledby": "table-title" }, h("thead", {}, head), rows);
  const element = h(
    "dialog",
    { class: "dialog dialog-wide", "aria-labelledby": "table-title" },
    h("div", { class: "dialog-head" }, title, closeButton),
    hint,
    h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-labelledby": "table-title" }, table, more),
  );

  function sortBy(next: Order): void {
    isDown = order === next ? !isDown : next === "recent" || next === "strength";
    order = next;
    draw();
    head.querySelector<HTMLElement>(`[data-order="${next}"]`)?.focus();
  }

  function draw(): void {
    const w = words;
    if (!w || !element.open) return;
    title.textContent = `${w.t("tableTitle")} (${w.number(shown.length)})`;
    hint.textContent = w.t("tableHint");
    closeButton.setAttribute("aria-label", w.t("close"));
    head.replaceChildren(
      ...COLUMNS.map(({ key, order: one }) => {
        if (!one) return h("th", { scope: "col" }, w.t(key));
        const direction = order === one ? (isDown ? "descending" : "ascending") : null;
        return h(
          "th",
          { scope: "col", "aria-sort": direction },
          button({ class: "table-sort", "data-order": one }, [w.t(key), h("span", { class: "table-arrow", "aria-hidden": "true" })], () => sortBy(one)),
        );
      }),
    );
    rows.replaceChildren(...sorted(shown, order, isDown).slice(0, limit).map((d) => row(d, w)));
    more.hidden = shown.length <= limit;
    more.textContent = w.t("more");
  }

  function row(d: Deployment, w: Words): HTMLTableRowElement {
    const open = (): void => {
      element.close();
      onOpen(d.id);
    };
    return h(
      "tr",
      {},
      h("td", {}, h("span", { class: "table-status" }, markIcon(d.status, 18), w.t(`status${d.status}`))),
      h("td", {}, button({ class: "link-button" }, [foreign(d.actor)], open)),
      h("td", {}, w.t(`action${d.action}`)),
      h("td", {}, foreign(d.place)),
      h("td", { class: "table-figure" }, d.quantity ? strength(d.quantity, w) : "–"),
      h("td", {}, shortInterval(d, w)),
      h("td", {}, w.date(d.lastReported, "short")),
    );
  }

  return {
    element,
    open() {
      element.showModal();
      draw();
    },
    render(deployments, w) {
      shown = deployments;
      words = w;
      draw();
    },
  };
}
