/** Puts the parts together: state in the middle, the server on one side, the page on the other. */
import "./trusted";
import "leaflet/dist/leaflet.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/header.css";
import "./styles/map.css";
import "./styles/panel.css";
import "./styles/list.css";
import "./styles/filters.css";
import "./styles/evidence.css";
import "./styles/timeline.css";
import "./styles/legend.css";
import "./styles/dialog.css";
import { createAbout } from "./about";
import * as api from "./api";
import { h, icon, button } from "./dom";
import type { Claims } from "./evidence";
import { createHeader } from "./header";
import { wordsOf, type Words } from "./i18n";
import { bulkOf, itemOf } from "./layers/item";
import { createLegend } from "./legend";
import { createMap, prefersStillness } from "./map";
import { DARK, LIGHT, type Palette } from "./palette";
import { createPanel, type PanelValue } from "./panel";
import { readHash, writeHash } from "./permalink";
import { createSearch } from "./search";
import { countBy, during, extentOf, histogram, LINGER_DAYS, matching, type Bin } from "./select";
import { createSheet } from "./sheet";
import { createStore, NO_FILTERS, START, toggled, type Language, type Theme } from "./state";
import { createTable } from "./table";
import { clamp, fittingStep, type Span } from "./time";
import { createTimeline, spanText } from "./timeline";
import type { Deployment, Position, ServerStatus, Status } from "./types";

const NEARBY_ZOOM = 5.5;
const HASH_EVERY_MS = 400;
const ANNOUNCE_EVERY_MS = 1000;
const RETRY_AFTER_MS = [2000, 5000, 12_000];
const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
const narrowQuery = window.matchMedia("(max-width: 760px)");

const linked = readHash(window.location.hash);
const store = createStore({
  ...START,
  ...linked,
  language: linked.language ?? remembered("language", ["en", "ar"]) ?? (navigator.language.startsWith("ar") ? "ar" : "en"),
  theme: remembered<Theme>("theme", ["auto", "light", "dark"]) ?? "auto",
});

let hasFitted = linked.view !== null;
let claimsRequest = new AbortController();
let announceTimer = 0;
let hashTimer = 0;
let besidePending = false;
let writtenHash = window.location.hash;

/** What the server has told so far. */
let all: readonly Deployment[] = [];
let loading: PanelValue["loading"] = { state: "loading", count: 0 };
let server: ServerStatus | null = null;
let claims: Claims = { state: "loading" };
let openDeployment: Deployment | "gone" | null = null;

/** What follows from it and from the state; worked out in `derive` and `choose`. */
let fitting: readonly Deployment[] = [];
let knownStatuses: ReadonlySet<Status> = new Set();
/** The same without the choice of statuses: what the legend counts. */
let ofAnyStatus: readonly Deployment[] = [];
let extent: Span | null = null;
let bins: readonly Bin[] = [];
let shown: readonly Deployment[] = [];

document.documentElement.dataset["theme"] = themeNow();

const search = createSearch({
  find: (query, signal) => api.places(query, nearby(), signal),
  onPlace: (place) => {
    sheet.set("peek");
    map.goToPlace(place, hiddenHeight());
    announcer.textContent = words().t("placeShown", { place: place.label });
  },
  onText: (text) => store.set({ filters: { ...store.get().filters, text } }),
});
const about = createAbout();
const header = createHeader(search.element, {
  onLanguage: (language) => store.set({ language }),
  onTheme: (theme) => store.set({ theme }),
  onAbout: () => about.open(words(), server),
});
const panel = createPanel({
  onOpen: open,
  onHover: (id) => map.hover(id),
  onBack: () => (store.get().selected ? store.set({ selected: null }) : store.set({ group: null })),
  onTab: (tab) => store.set({ tab }),
  onFilters: (filters) => store.set({ filters }),
  onTable: () => table.open(),
  onShowOnMap: (d) => {
    if (narrowQuery.matches) sheet.set("peek");
    map.goTo(d, hiddenHeight());
  },
  onRetryClaims: () => void loadClaims(),
  onShowAll: () => map.fit(shown),
  onRetry: () => void load(),
});
const table = createTable(open);
const timeline = createTimeline(
  {
    onWindow: (window) => store.set({ window }),
    onMode: (mode) => store.set({ mode }),
    onPlaying: (playing) => store.set({ playing }),
  },
  prefersStillness,
);
const legend = createLegend(
  (status: Status) => store.set({ filters: { ...store.get().filters, statuses: toggled(store.get().filters.statuses, status) } }),
  !narrowQuery.matches && window.innerHeight > 700,
);
const banner = h("div", { class: "banner", hidden: true });
const bannerText = h("p", {});
const bannerClose = button({ class: "icon-button icon-button-small" }, [icon("close", 15)], () => {
  banner.hidden = true;
  remember("banner", "closed");
});
banner.append(h("span", { class: "banner-dot", "aria-hidden": "true" }), bannerText, bannerClose);
const skip = h("a", { class: "skip", href: "#panel-content" });
skip.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("panel-content")?.focus();
});
const announcer = h("p", { class: "visually-hidden", role: "status", id: "announcer" });
const progress = h("div", { class: "progress", role: "progressbar", "aria-label": "" });
const mapBox = h("div", { class: "map", id: "map", dir: "ltr", tabindex: 0, role: "application" });
const credits = h("p", { class: "map-credits" });
const stage = h("div", { class: "stage" }, mapBox, legend.element, credits, progress);
const app = document.getElementById("app") as HTMLElement;
app.append(skip, header.element, banner, h("main", { class: "main" }, panel.element, stage, timeline.element), table.element, about.element, announcer);
const sheet = createSheet(panel.element, () => undefined);
panel.element.prepend(sheet.handle);

const map = createMap(mapBox, stage, { palette: paletteNow(), words: words() }, {
  onMove: (view) => store.set({ view }),
  onOpen: open,
  onGroup: (ids) => {
    store.set({ group: ids, selected: null });
    raiseSheet();
  },
  onFit: () => map.fit(shown),
  onHover: (id) => panel.hover(id),
});
if (linked.view) map.setView(linked.view);

store.on(["language"], (state) => {
  remember("language", state.language);
  renderLanguage();
  renderAll();
});
store.on(["theme"], (state) => {
  remember("theme", state.theme);
  renderTheme();
  renderHeader();
});
store.on(["filters"], () => {
  derive();
  choose();
});
store.on(["window", "mode", "playing"], choose);
store.on(["view", "tab", "group"], renderPanel);
store.on(["selected"], (state) => {
  map.select(state.selected);
  void loadClaims();
});
store.on(["view", "window", "mode", "filters", "selected", "language"], () => writeHashSoon());
darkQuery.addEventListener("change", renderTheme);
narrowQuery.addEventListener("change", () => map.resize());
window.addEventListener("hashchange", followHash);
new ResizeObserver(() => map.resize()).observe(mapBox);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (map.unmark()) return;
  if (store.get().selected) store.set({ selected: null });
  else if (store.get().group) store.set({ group: null });
});

renderLanguage();
renderTheme();
renderAll();
void load();
void loadStatus();
if (store.get().selected) {
  map.select(store.get().selected);
  void loadClaims();
  raiseSheet();
}

// --- from the server

/** Loads all deployments; the map fills while pages come. What was there stays until the new is whole. */
async function load(attempt = 0): Promise<void> {
  const controller = new AbortController();
  const before = all;
  const come: Deployment[] = [];
  setLoading({ state: "loading", count: 0 });
  try {
    for await (const page of api.deployments(controller.signal)) {
      come.push(...page);
      if (before.length === 0) take([...come]);
      setLoading({ state: "loading", count: come.length });
    }
    take(come);
    setLoading({ state: "ready" });
  } catch (error) {
    setLoading({ state: "failed", why: error instanceof Error ? error.message : "?" });
    const wait = RETRY_AFTER_MS[attempt];
    if (wait !== undefined) window.setTimeout(() => loading.state === "failed" && void load(attempt + 1), wait);
  }
}

function setLoading(next: PanelValue["loading"]): void {
  loading = next;
  progress.hidden = next.state !== "loading";
  app.dataset["loading"] = next.state;
  renderPanel();
}

function take(deployments: readonly Deployment[]): void {
  all = deployments;
  knownStatuses = new Set(all.map((d) => d.status));
  derive();
  choose();
  if (hasFitted || all.length === 0) return;
  hasFitted = true;
  map.fit(bulkOf(shown.length ? shown : all), false);
}

async function loadStatus(): Promise<void> {
  try {
    server = await api.status(new AbortController().signal);
    if (server.basemapUrl) map.useTiles(server.basemapUrl);
    renderCredits();
  } catch {
    server = null; // the map does without: the features say themselves whether they are samples
  }
  renderBanner();
}

async function loadClaims(): Promise<void> {
  claimsRequest.abort();
  claimsRequest = new AbortController();
  const { signal } = claimsRequest;
  const id = store.get().selected;
  openDeployment = all.find((d) => d.id === id) ?? null;
  claims = { state: "loading" };
  renderPanel();
  if (id === null) return;
  try {
    const answer = await api.deploymentWithEvidence(id, signal);
    const wasUnknown = openDeployment === null;
    openDeployment = answer?.deployment ?? "gone";
    claims = { state: "ready", list: answer?.evidence ?? [] };
    if (answer && wasUnknown && !linked.view) map.goTo(answer.deployment, hiddenHeight());
  } catch {
    if (signal.aborted) return;
    claims = { state: "failed" };
  }
  renderPanel();
}

// --- what follows from the state

/** What fits the filters, the time there is, and its histogram. */
function derive(): void {
  const { filters } = store.get();
  ofAnyStatus = matching(all, { ...filters, statuses: [] });
  fitting = matching(ofAnyStatus, { ...NO_FILTERS, statuses: filters.statuses });
  extent = extentOf(all);
  if (!extent) return;
  timeline.suggestStep(fittingStep(extent));
  bins = histogram(fitting, extent, fittingStep(extent));
}

/** What is shown: fitting, and in force in the window. */
function choose(): void {
  const span = windowNow();
  shown = inTime(fitting, store.get().playing ? LINGER_DAYS : 0);
  app.dataset["shown"] = String(shown.length);
  map.show(shown, span?.to ?? 0);
  renderTimeline();
  renderBesideSoon();
  announceSoon();
}

/** What stands beside the map, in a task of its own after the map has been drawn, once however often time has moved. */
function renderBesideSoon(): void {
  if (besidePending) return;
  besidePending = true;
  requestAnimationFrame(() =>
    window.setTimeout(() => {
      besidePending = false;
      renderLegend();
      renderHeader();
      renderPanel();
    }),
  );
}

/** Those of the chosen window; all where none is chosen, also what lies off the axis. */
function inTime(deployments: readonly Deployment[], lingerDays = 0): readonly Deployment[] {
  const { window, mode } = store.get();
  const span = windowNow();
  return window && span ? during(deployments, span, mode, lingerDays) : deployments;
}

/** The chosen window inside the time there is. */
function windowNow(): Span | null {
  const { window } = store.get();
  if (!window || !extent) return extent;
  return { from: clamp(window.from, extent.from, extent.to), to: clamp(window.to, extent.from, extent.to) };
}

function inView(): readonly Deployment[] {
  const { west, south, east, north } = map.box();
  return shown.filter((d) => {
    const { box } = itemOf(d);
    const isNearLat = box.south <= north && box.north >= south;
    return isNearLat && [-360, 0, 360].some((turn) => box.west + turn <= east && box.east + turn >= west);
  });
}

// --- to the page

function renderAll(): void {
  renderHeader();
  renderBanner();
  renderTimeline();
  renderLegend();
  renderPanel();
}

function renderLanguage(): void {
  const w = words();
  document.documentElement.lang = w.language;
  document.documentElement.dir = w.direction;
  skip.textContent = w.t("skip");
  renderCredits();
  progress.setAttribute("aria-label", w.t("loading"));
  bannerClose.setAttribute("aria-label", w.t("dismiss"));
  sheet.name(w);
  map.restyle(paletteNow(), w);
}

/** Whose map is in the background: ours, or the one set instead. */
function renderCredits(): void {
  credits.textContent = server?.basemapUrl ? (server.basemapAttribution ?? "") : words().t("mapCredits");
}

function renderTheme(): void {
  document.documentElement.dataset["theme"] = themeNow();
  map.restyle(paletteNow(), words());
}

function renderHeader(): void {
  const { filters, theme, window } = store.get();
  header.render({ theme, download: api.selectionAddress(filters, window ? windowNow() : null), hasWords: filters.text !== "" }, words());
  search.render(filters.text, words());
}

function renderBanner(): void {
  const isSample = server?.sample === true || all.some((d) => d.sample);
  banner.hidden = !isSample || sessionStorageGet("banner") === "closed";
  bannerText.textContent = words().t("sampleBanner");
}

function renderTimeline(): void {
  const { mode, playing, window } = store.get();
  timeline.render({ extent, window: window ? windowNow() : null, mode, bins, shown: shown.length, isPlaying: playing }, words());
}

function renderLegend(): void {
  const { filters } = store.get();
  legend.render({ chosen: filters.statuses, counts: countBy(inTime(ofAnyStatus)), known: knownStatuses }, words());
}

function renderPanel(): void {
  const state = store.get();
  const visible = inView();
  panel.render(
    {
      tab: state.tab,
      filters: state.filters,
      all,
      fitting: shown.length,
      inView: visible,
      group: state.group && shown.filter((d) => state.group?.includes(d.id)),
      open: state.selected === null || openDeployment === null ? null : openDeployment === "gone" ? "gone" : { deployment: openDeployment, claims },
      loading,
    },
    words(),
  );
  table.render(visible, words());
}

function open(id: string): void {
  store.set({ selected: id });
  raiseSheet();
  const d = all.find((one) => one.id === id);
  if (d) map.goTo(d, hiddenHeight());
}

/** Pixels of the map's foot that the sheet covers on a narrow screen, or will when it has come up. */
/** The middle of the map, where it shows no more than a part of the world. */
function nearby(): Position | null {
  const { view } = store.get();
  return view && view.zoom >= NEARBY_ZOOM ? [view.lon, view.lat] : null;
}

function hiddenHeight(): number {
  if (!narrowQuery.matches) return 0;
  const share = { peek: 0, half: 0.56, full: 0.56 }[sheet.get()];
  const main = stage.parentElement?.getBoundingClientRect();
  return main && share ? Math.max(0, stage.getBoundingClientRect().bottom - (main.bottom - share * main.height)) : 0;
}

function raiseSheet(): void {
  if (narrowQuery.matches && sheet.get() === "peek") sheet.set("half");
}

/** One spoken line on what is shown, at most one a second, none while the time plays. */
function announceSoon(): void {
  window.clearTimeout(announceTimer);
  announceTimer = window.setTimeout(() => {
    const { playing, mode } = store.get();
    const span = windowNow();
    if (playing || !span) return;
    const w = words();
    const actors = new Set(shown.map((d) => d.actorId)).size;
    announcer.textContent = w.t("announced", {
      span: spanText(span, mode, w),
      deployments: w.t("deployments", { n: shown.length }),
      actors: w.t("actors", { n: actors }),
    });
  }, ANNOUNCE_EVERY_MS);
}

// --- the address

/** At most once in 400 ms: browsers refuse more than about three changes a second for long. */
function writeHashSoon(): void {
  if (hashTimer) return;
  hashTimer = window.setTimeout(() => {
    hashTimer = 0;
    writtenHash = writeHash(store.get());
    history.replaceState(null, "", writtenHash);
  }, HASH_EVERY_MS);
}

/** The reader has changed the address by hand or followed a link on the page. */
function followHash(): void {
  if (window.location.hash === writtenHash) return;
  const next = readHash(window.location.hash);
  if (next.view) map.setView(next.view);
  store.set({ ...next, language: next.language ?? store.get().language, filters: { ...NO_FILTERS, ...next.filters }, group: null });
}

// --- small things

function words(): Words {
  return wordsOf(store.get().language);
}

function themeNow(): "light" | "dark" {
  const { theme } = store.get();
  if (theme !== "auto") return theme;
  return darkQuery.matches ? "dark" : "light";
}

function paletteNow(): Palette {
  return themeNow() === "dark" ? DARK : LIGHT;
}

/** What the browser keeps for the reader. Storage may be refused: then nothing is kept. */
function remember(key: "language" | "theme" | "banner", value: Language | Theme | "closed"): void {
  try {
    (key === "banner" ? sessionStorage : localStorage).setItem(`posturemap.${key}`, value);
  } catch {
    // Nothing depends on it.
  }
}

function remembered<T extends string>(key: "language" | "theme", values: readonly T[]): T | null {
  try {
    const kept = localStorage.getItem(`posturemap.${key}`);
    return values.find((one) => one === kept) ?? null;
  } catch {
    return null;
  }
}

function sessionStorageGet(key: "banner"): string | null {
  try {
    return sessionStorage.getItem(`posturemap.${key}`);
  } catch {
    return null;
  }
}
