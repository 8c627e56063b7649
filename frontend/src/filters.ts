/** The choices that narrow what is shown. Counts say how many deployments each choice would leave. */
import { button, foreign, h, icon, setAttributes } from "./dom";
import type { Words } from "./i18n";
import { fold, matching } from "./select";
import { NO_FILTERS, filterCount, toggled, type Filters } from "./state";
import { markIcon } from "./symbols";
import { ACTIONS, STATUSES, type Action, type Deployment, type Status } from "./types";

const FIRST_ACTORS = 8;
const DISPUTED: readonly Status[] = ["disputed", "denied"];
const FIRM: readonly Status[] = ["corroborated", "confirmed"];

export interface FilterPanel {
  readonly element: HTMLElement;
  render(value: { readonly all: readonly Deployment[]; readonly filters: Filters }, w: Words): void;
}

export function createFilterPanel(onChange: (filters: Filters) => void): FilterPanel {
  let all: readonly Deployment[] = [];
  let filters: Filters = NO_FILTERS;
  let words: Words | null = null;
  let showsAllActors = false;

  const presets = h("div", { class: "chips" });
  const clear = button({ class: "text-button" }, [], () => onChange({ ...NO_FILTERS }));
  const statusTitle = h("legend", { class: "group-title" });
  const statuses = h("div", { class: "options" });
  const actorTitle = h("legend", { class: "group-title" });
  const actorSearch = h("input", { type: "search", class: "input", autocomplete: "off", spellcheck: "false" });
  const actors = h("div", { class: "options" });
  const moreActors = button({ class: "text-button" }, [], () => {
    showsAllActors = true;
    draw();
  });
  const actionTitle = h("legend", { class: "group-title" });
  const actions = h("div", { class: "options options-two" });
  actorSearch.addEventListener("input", () => draw());

  const element = h(
    "div",
    { class: "filters" },
    h("div", { class: "filters-head" }, presets, clear),
    h("fieldset", { class: "group" }, statusTitle, statuses),
    h("fieldset", { class: "group" }, actorTitle, actorSearch, actors, moreActors),
    h("fieldset", { class: "group" }, actionTitle, actions),
  );

  function draw(): void {
    const w = words;
    if (!w) return;
    clear.textContent = w.t("clearFilters");
    clear.hidden = filterCount(filters) === 0;
    presets.replaceChildren(preset("onlyDisputed", DISPUTED, w), preset("onlyFirm", FIRM, w));
    drawStatuses(w);
    drawActors(w);
    drawActions(w);
  }

  function preset(key: "onlyDisputed" | "onlyFirm", wanted: readonly Status[], w: Words): HTMLElement {
    const isOn = wanted.length === filters.statuses.length && wanted.every((one) => filters.statuses.includes(one));
    return button({ class: "chip", "aria-pressed": String(isOn) }, [w.t(key)], () => onChange({ ...filters, statuses: isOn ? [] : wanted }));
  }

  function drawStatuses(w: Words): void {
    statusTitle.textContent = w.t("filterStatus");
    const counts = countOf(matching(all, { ...filters, statuses: [] }), (d) => d.status);
    fill(
      statuses,
      STATUSES.filter((one) => counts.has(one) || filters.statuses.includes(one)).map((one) =>
        option({
          key: `status-${one}`,
          label: [markIcon(one, 18), w.t(`status${one}`)],
          count: counts.get(one) ?? 0,
          isOn: filters.statuses.includes(one),
          w,
          onToggle: () => onChange({ ...filters, statuses: toggled<Status>(filters.statuses, one) }),
        }),
      ),
    );
  }

  function drawActors(w: Words): void {
    actorTitle.textContent = w.t("filterActors");
    setAttributes(actorSearch, { placeholder: w.t("findActor"), "aria-label": w.t("findActor") });
    const names = new Map(all.map((d) => [d.actorId, d.actor]));
    const counts = countOf(matching(all, { ...filters, actors: [] }), (d) => d.actorId);
    const wanted = fold(actorSearch.value);
    const fitting = [...names]
      .filter(([, name]) => fold(name).includes(wanted))
      .sort(
        ([a, nameA], [b, nameB]) =>
          Number(filters.actors.includes(b)) - Number(filters.actors.includes(a)) ||
          (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
          nameA.localeCompare(nameB),
      );
    const most = showsAllActors || wanted ? fitting.length : Math.max(FIRST_ACTORS, filters.actors.length);
    const shown = fitting.slice(0, most).map(([id, name]) =>
      option({
        key: `actor-${id}`,
        label: [foreign(name)],
        count: counts.get(id) ?? 0,
        isOn: filters.actors.includes(id),
        w,
        onToggle: () => onChange({ ...filters, actors: toggled(filters.actors, id) }),
      }),
    );
    fill(actors, shown.length ? shown : [h("p", { class: "hint" }, w.t("noActor"))]);
    moreActors.hidden = fitting.length <= most;
    moreActors.textContent = w.t("moreActors", { n: fitting.length - most });
  }

  function drawActions(w: Words): void {
    actionTitle.textContent = w.t("filterAction");
    const counts = countOf(matching(all, { ...filters, actions: [] }), (d) => d.action);
    fill(
      actions,
      ACTIONS.filter((one) => counts.has(one) || filters.actions.includes(one)).map((one) =>
        option({
          key: `action-${one}`,
          label: [w.t(`action${one}`)],
          count: counts.get(one) ?? 0,
          isOn: filters.actions.includes(one),
          w,
          onToggle: () => onChange({ ...filters, actions: toggled<Action>(filters.actions, one) }),
        }),
      ),
    );
  }

  return {
    element,
    render(value, w) {
      all = value.all;
      filters = value.filters;
      words = w;
      draw();
    },
  };
}

/** Replaces the options and gives the focus back to the one that had it. */
function fill(box: HTMLElement, options: readonly HTMLElement[]): void {
  const active = document.activeElement;
  const key = active instanceof HTMLInputElement && box.contains(active) ? active.dataset["key"] : undefined;
  box.replaceChildren(...options);
  if (key !== undefined) box.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function option(part: {
  key: string;
  label: readonly (Node | string)[];
  count: number;
  isOn: boolean;
  w: Words;
  onToggle: () => void;
}): HTMLElement {
  const input = h("input", { type: "checkbox", class: "option-input", "data-key": part.key });
  input.checked = part.isOn;
  input.addEventListener("change", part.onToggle);
  return h(
    "label",
    { class: part.count === 0 ? "option option-none" : "option" },
    input,
    h("span", { class: "option-box" }, icon("check", 13)),
    h("span", { class: "option-label" }, ...part.label),
    h("span", { class: "option-count" }, part.w.number(part.count)),
  );
}

function countOf<T>(deployments: readonly Deployment[], pick: (d: Deployment) => T): Map<T, number> {
  const counts = new Map<T, number>();
  for (const d of deployments) counts.set(pick(d), (counts.get(pick(d)) ?? 0) + 1);
  return counts;
}
