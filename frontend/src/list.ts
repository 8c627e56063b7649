/** The deployments in view as a list: the map for those who cannot see it, and the way in for the keyboard. */
import { button, foreign, h, icon } from "./dom";
import type { Words } from "./i18n";
import { fold } from "./select";
import { markIcon } from "./symbols";
import { STATUSES, type Deployment } from "./types";
import { shortInterval, strength } from "./words";

export const ORDERS = ["recent", "actor", "place", "status", "strength"] as const;
export type Order = (typeof ORDERS)[number];

const PAGE = 40;

/** A sorted copy. Ties go by last report, then id, so that the order never jumps. */
export function sorted(all: readonly Deployment[], order: Order, isDown: boolean): Deployment[] {
  const turn = isDown ? -1 : 1;
  return [...all].sort((a, b) => turn * compare(a, b, order) || b.lastReported - a.lastReported || (a.id < b.id ? -1 : 1));
}

function compare(a: Deployment, b: Deployment, order: Order): number {
  switch (order) {
    case "recent":
      return a.lastReported - b.lastReported;
    case "actor":
      return alike(a.actor, b.actor);
    case "place":
      return alike(a.place, b.place);
    case "status":
      return STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status);
    case "strength":
      return size(a) - size(b);
  }
}

function alike(a: string, b: string): number {
  return fold(a).localeCompare(fold(b));
}

function size(d: Deployment): number {
  return d.quantity?.min ?? d.quantity?.max ?? -1;
}

export interface List {
  readonly element: HTMLElement;
  render(deployments: readonly Deployment[], w: Words): void;
  /** Marks the row of what the pointer is over on the map. */
  hover(id: string | null): void;
}

export function createList(events: { onOpen: (id: string) => void; onHover: (id: string | null) => void }): List {
  const element = h("ol", { class: "list" });
  const more = button({ class: "text-button list-more" }, [], () => {
    limit += PAGE;
    draw();
  });
  let limit = PAGE;
  let shown: readonly Deployment[] = [];
  let drawnPage: readonly Deployment[] = [];
  let drawnWords: Words | null = null;
  let words: Words | null = null;
  const rows = new Map<string, HTMLElement>();
  const wrap = h("div", { class: "list-wrap" }, element, more);

  function draw(): void {
    const w = words;
    if (!w) return;
    const page = shown.slice(0, limit);
    // While the time plays most steps leave the head of the list as it is.
    if (w !== drawnWords || page.length !== drawnPage.length || page.some((d, i) => d !== drawnPage[i])) drawRows(page, w);
    more.hidden = shown.length <= limit;
    more.textContent = w.t("more");
  }

  function drawRows(page: readonly Deployment[], w: Words): void {
    const focused = document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? document.activeElement.dataset["id"] : undefined;
    const before = w === drawnWords ? new Map(drawnPage.map((d) => [d, rows.get(d.id)])) : new Map<Deployment, HTMLElement>();
    rows.clear();
    for (const d of page) rows.set(d.id, before.get(d) ?? rowOf(d, w));
    element.replaceChildren(...[...rows.values()].map((row) => row.parentElement ?? h("li", {}, row)));
    [drawnPage, drawnWords] = [page, w];
    // A list drawn anew under the reader's hands keeps the row that had the focus.
    if (focused !== undefined) rows.get(focused)?.focus();
  }

  element.addEventListener("click", (event) => {
    const id = idOf(event);
    if (id) events.onOpen(id);
  });
  element.addEventListener("pointerover", (event) => events.onHover(idOf(event)));
  element.addEventListener("pointerleave", () => events.onHover(null));
  element.addEventListener("focusin", (event) => events.onHover(idOf(event)));
  element.addEventListener("focusout", () => events.onHover(null));

  return {
    element: wrap,
    render(deployments, w) {
      if (deployments.length < shown.length / 2) limit = PAGE;
      shown = deployments;
      words = w;
      draw();
    },
    hover(id) {
      for (const [key, row] of rows) row.classList.toggle("row-hover", key === id);
    },
  };
}

function idOf(event: Event): string | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-id]") : null;
  return row?.dataset["id"] ?? null;
}

function rowOf(d: Deployment, w: Words): HTMLButtonElement {
  return h(
    "button",
    { type: "button", class: "row", "data-id": d.id },
    markIcon(d.status, 22),
    h(
      "span",
      { class: "row-body" },
      h("span", { class: "row-title" }, foreign(d.actor)),
      h("span", { class: "row-place" }, `${w.t(`action${d.action}`)} · `, foreign(d.place)),
      h(
        "span",
        { class: "row-facts" },
        h("span", { class: `status-word status-${d.status}` }, w.t(`status${d.status}`)),
        ["", ...(d.quantity ? [strength(d.quantity, w)] : []), shortInterval(d, w)].join(" · "),
      ),
    ),
    d.sample && h("span", { class: "tag tag-sample" }, w.t("sampleTag")),
    icon("forward", 16),
  );
}
