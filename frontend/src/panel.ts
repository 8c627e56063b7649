/** The side panel: the list in view, the filters, those at one spot, or one deployment in full. */
import { button, h, icon, setAttributes, setText } from "./dom";
import { evidenceView, type Claims } from "./evidence";
import { createFilterPanel } from "./filters";
import type { Words } from "./i18n";
import { createList, ORDERS, sorted, type Order } from "./list";
import { filterCount, NO_FILTERS, type Filters, type Tab } from "./state";
import type { Deployment } from "./types";

export interface PanelEvents {
  readonly onOpen: (id: string) => void;
  readonly onHover: (id: string | null) => void;
  readonly onBack: () => void;
  readonly onTab: (tab: Tab) => void;
  readonly onFilters: (filters: Filters) => void;
  readonly onTable: () => void;
  readonly onShowOnMap: (d: Deployment) => void;
  readonly onRetryClaims: () => void;
  readonly onShowAll: () => void;
  readonly onRetry: () => void;
}

export interface PanelValue {
  readonly tab: Tab;
  readonly filters: Filters;
  readonly all: readonly Deployment[];
  /** How many fit the filters and the time, in view or not. */
  readonly fitting: number;
  readonly inView: readonly Deployment[];
  readonly group: readonly Deployment[] | null;
  /** The open deployment; `gone` where an address names one that is not there. */
  readonly open: { readonly deployment: Deployment; readonly claims: Claims } | "gone" | null;
  readonly loading: { readonly state: "loading"; readonly count: number } | { readonly state: "ready" } | { readonly state: "failed"; readonly why: string };
}

export interface Panel {
  readonly element: HTMLElement;
  render(value: PanelValue, w: Words): void;
  hover(id: string | null): void;
}

export function createPanel(events: PanelEvents): Panel {
  const list = createList(events);
  const group = createList(events);
  const filters = createFilterPanel(events.onFilters);
  let order: Order = "recent";
  let last: { value: PanelValue; w: Words } | null = null;
  /** The open deployment as it was last drawn: it is drawn anew only when something of it has changed. */
  let drawn: { deployment: Deployment; claims: Claims; w: Words; view: HTMLElement } | null = null;

  const tabs = h("div", { class: "tabs", role: "tablist" });
  const [listName, listCount] = [h("span", {}), h("span", { class: "count" })];
  const [filtersName, filtersCount] = [h("span", {}), h("span", { class: "count count-on" })];
  const listTab = button({ class: "tab", role: "tab", id: "tab-list", "aria-controls": "panel-content" }, [listName, listCount], () => events.onTab("list"));
  const filterTab = button({ class: "tab", role: "tab", id: "tab-filters", "aria-controls": "panel-content" }, [filtersName, filtersCount], () => events.onTab("filters"));
  tabs.append(listTab, filterTab);
  tabs.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    events.onTab(last?.value.tab === "list" ? "filters" : "list");
    (last?.value.tab === "list" ? listTab : filterTab).focus();
  });
  const tableName = h("span", {});
  const tableButton = button({ class: "small-button" }, [icon("table", 16), tableName], events.onTable);
  const back = button({ class: "text-button panel-back" }, [], events.onBack);
  const orderSelect = h("select", { class: "select" });
  orderSelect.addEventListener("change", () => {
    order = ORDERS.find((one) => one === orderSelect.value) ?? "recent";
    if (last) render(last.value, last.w);
  });
  const top = h("div", { class: "panel-top" });
  const content = h("div", { id: "panel-content", class: "panel-content", tabindex: -1 });
  const [inView, ofTotal] = [h("span", {}), h("span", { class: "hint" })];
  const summary = h("p", { class: "panel-summary" }, inView, ofTotal);
  const orderLabel = h("span", { class: "visually-hidden" });
  const bar = h("div", { class: "panel-bar" }, summary, h("label", { class: "field-inline" }, orderLabel, orderSelect));
  const element = h("section", { class: "panel", id: "panel" }, top, content);

  function render(value: PanelValue, w: Words): void {
    last = { value, w };
    element.setAttribute("aria-label", w.t("tabs"));
    if (value.open) return renderOpen(value.open, w);
    drawn = null;
    if (value.group) return renderGroup(value.group, w);
    renderTabs(value, w);
    if (value.tab === "filters") {
      filters.render({ all: value.all, filters: value.filters }, w);
      put(content, filters.element);
    } else {
      renderList(value, w);
    }
  }

  function renderTabs(value: PanelValue, w: Words): void {
    const chosen = filterCount(value.filters);
    setText(listCount, w.number(value.inView.length));
    setText(filtersCount, w.number(chosen));
    filtersCount.hidden = chosen === 0;
    for (const [one, tab] of [[listTab, "list"], [filterTab, "filters"]] as const) {
      setAttributes(one, { "aria-selected": String(tab === value.tab), tabindex: tab === value.tab ? 0 : -1 });
    }
    setText(listName, w.t("tabList"));
    setText(filtersName, w.t("tabFilters"));
    setText(tableName, w.t("table"));
    setAttributes(tabs, { "aria-label": w.t("tabs") });
    setAttributes(content, { role: "tabpanel", "aria-labelledby": value.tab === "list" ? "tab-list" : "tab-filters" });
    put(top, tabs, tableButton);
  }

  function renderList(value: PanelValue, w: Words): void {
    const notice = noticeOf(value, w);
    if (value.loading.state === "loading" && value.all.length === 0) return put(content, skeleton(w));
    if (value.inView.length === 0) return put(content, notice ?? empty(value, w));
    setText(inView, w.t("inView", { n: value.inView.length }));
    setText(ofTotal, value.fitting > value.inView.length ? ` ${w.t("ofTotal", { n: value.fitting })}` : "");
    orderLabel.textContent = w.t("sortBy");
    const names = { recent: "sortRecent", actor: "sortActor", place: "sortPlace", status: "sortStatus", strength: "sortStrength" } as const;
    // Not at each step of the time: that would close the list under the reader's pointer.
    if (orderSelect.lang !== w.language) orderSelect.replaceChildren(...ORDERS.map((one) => h("option", { value: one, selected: one === order }, w.t(names[one]))));
    orderSelect.lang = w.language;
    const isDown = order === "recent" || order === "strength";
    list.render(sorted(value.inView, order, isDown), w);
    put(content, ...(notice ? [notice] : []), bar, list.element);
  }

  function noticeOf(value: PanelValue, w: Words): HTMLElement | null {
    if (value.loading.state !== "failed") return null;
    return h(
      "div",
      { class: "notice notice-bad", role: "alert" },
      h("p", { class: "notice-title" }, w.t("failed")),
      h("p", {}, w.t("failedWhy", { why: value.loading.why })),
      button({ class: "small-button" }, [icon("reset", 15), w.t("retry")], events.onRetry),
    );
  }

  function empty(value: PanelValue, w: Words): HTMLElement {
    const why = value.all.length === 0 ? "emptyAll" : value.fitting === 0 ? "emptyFiltered" : "emptyView";
    const clear = filterCount(value.filters) ? button({ class: "small-button" }, [w.t("clearFilters")], () => events.onFilters(NO_FILTERS)) : null;
    const all = why === "emptyView" ? button({ class: "small-button" }, [icon("fit", 16), w.t("showAll")], events.onShowAll) : null;
    return h(
      "div",
      { class: "empty" },
      h("span", { class: "empty-picture" }, icon("search", 28)),
      h("p", { class: "empty-title" }, w.t("emptyTitle")),
      h("p", { class: "hint" }, w.t(why)),
      h("div", { class: "empty-actions" }, all, clear),
    );
  }

  function renderGroup(members: readonly Deployment[], w: Words): void {
    renderBack(w);
    group.render(sorted(members, "recent", true), w);
    put(content, h("h2", { class: "group-heading" }, w.t("groupTitle", { n: members.length })), group.element);
  }

  function renderOpen(open: Exclude<PanelValue["open"], null>, w: Words): void {
    renderBack(w);
    if (open === "gone") {
      drawn = null;
      return put(content, h("div", { class: "empty" }, h("p", { class: "empty-title" }, w.t("evidenceGone"))));
    }
    const { deployment, claims } = open;
    if (drawn?.deployment === deployment && drawn.claims === claims && drawn.w === w) return put(content, drawn.view);
    const isNew = drawn?.deployment.id !== deployment.id;
    const hadFocus = content.contains(document.activeElement);
    const view = evidenceView(deployment, claims, w, { onShowOnMap: events.onShowOnMap, onRetry: events.onRetryClaims });
    drawn = { deployment, claims, w, view };
    put(content, view);
    if (isNew) content.scrollTop = 0;
    if (isNew || hadFocus) content.querySelector<HTMLElement>("#evidence-title")?.focus({ preventScroll: true });
  }

  function renderBack(w: Words): void {
    back.replaceChildren(icon("back", 17), w.t("back"));
    setAttributes(content, { role: null, "aria-labelledby": null });
    put(top, back);
  }

  return {
    element,
    render,
    hover(id) {
      list.hover(id);
      group.hover(id);
    },
  };
}

/** Sets the children if they are others; nodes that stay keep their focus and scroll. */
function put(parent: HTMLElement, ...children: readonly HTMLElement[]): void {
  const isSame = parent.childNodes.length === children.length && children.every((child, i) => parent.childNodes[i] === child);
  if (!isSame) parent.replaceChildren(...children);
}

function skeleton(w: Words): HTMLElement {
  return h(
    "div",
    { class: "skeletons", role: "status" },
    h("span", { class: "visually-hidden" }, w.t("loading")),
    ...Array.from({ length: 6 }, () => h("div", { class: "skeleton skeleton-row" })),
  );
}
