/**
 * The time: a histogram with a window on it. The window's ends are sliders of the WAI-ARIA multi-thumb pattern, its
 * body can be dragged, and a player moves it. Values come in by `render`, choices go out by `TimelineEvents`.
 */
import { button, h, icon, setAttributes, setText, svg } from "./dom";
import type { Words } from "./i18n";
import type { Bin } from "./select";
import type { Mode } from "./state";
import { clamp, floorTo, shift, shiftSpan, toDate, type Day, type Span, type Step } from "./time";
import { STATUSES, type Status } from "./types";

export interface TimelineEvents {
  readonly onWindow: (span: Span | null) => void;
  readonly onMode: (mode: Mode) => void;
  readonly onPlaying: (isPlaying: boolean) => void;
}

export interface TimelineValue {
  readonly extent: Span | null;
  /** Null: the whole extent. */
  readonly window: Span | null;
  readonly mode: Mode;
  readonly bins: readonly Bin[];
  readonly shown: number;
  readonly isPlaying: boolean;
}

export interface Timeline {
  readonly element: HTMLElement;
  render(value: TimelineValue, w: Words): void;
  step(): Step;
  /** Changes the step to the one that fits the extent, unless the reader has chosen another. */
  suggestStep(step: Step): void;
}

type Grip = "from" | "to" | "body";

const SPEEDS = [0.5, 1, 2, 4] as const;
const TICK_MS = 900;
const BIG_STEP = 10;
const CHART_HEIGHT = 100;

export function createTimeline(events: TimelineEvents, isStill: () => boolean): Timeline {
  let value: TimelineValue = { extent: null, window: null, mode: "window", bins: [], shown: 0, isPlaying: false };
  let w: Words | null = null;
  let drawnBins: readonly Bin[] | null = null;
  let drawnLanguage = "";
  let drawnPlaying: boolean | null = null;
  let timer = 0;
  let hasChosenStep = false;

  const range = h("p", { class: "timeline-range" });
  const count = h("p", { class: "timeline-count" });
  const playButton = button({ class: "timeline-play" }, [icon("play", 20)], togglePlay);
  const backButton = button({ class: "icon-button" }, [icon("back")], () => move(-1));
  const forwardButton = button({ class: "icon-button" }, [icon("forward")], () => move(1));
  const modes = h("div", { class: "segments", role: "group" });
  const modeButtons = (["window", "until"] as const).map((mode) => {
    const one = button({ class: "segment", "data-mode": mode }, [], () => events.onMode(mode));
    modes.append(one);
    return { mode, one };
  });
  const stepSelect = h("select", { class: "select" });
  const speedSelect = h("select", { class: "select" });
  const stepLabel = h("span", { class: "label" });
  const speedLabel = h("span", { class: "label" });
  const resetButton = button({ class: "text-button timeline-reset" }, [], () => events.onWindow(null));
  const chart = svg("svg", { class: "timeline-bars", preserveAspectRatio: "none", role: "img" });
  const axis = h("div", { class: "timeline-axis", "aria-hidden": "true" });
  const body = h("div", { class: "timeline-window" });
  const shadeBefore = h("div", { class: "timeline-shade" });
  const shadeAfter = h("div", { class: "timeline-shade" });
  const from = thumb("from");
  const to = thumb("to");
  const track = h("div", { class: "timeline-track" }, chart, shadeBefore, shadeAfter, body, from, to);

  const element = h(
    "section",
    { class: "timeline", "aria-labelledby": "timeline-title" },
    h("h2", { id: "timeline-title", class: "visually-hidden" }),
    h(
      "div",
      { class: "timeline-head" },
      h("div", { class: "timeline-player" }, backButton, playButton, forwardButton),
      h("div", { class: "timeline-now" }, range, count),
      resetButton,
      h(
        "div",
        { class: "timeline-options" },
        modes,
        h("label", { class: "field-inline" }, stepLabel, stepSelect),
        h("label", { class: "field-inline" }, speedLabel, speedSelect),
      ),
    ),
    h("div", { class: "timeline-chart" }, track, axis),
  );

  stepSelect.addEventListener("change", () => (hasChosenStep = true));
  speedSelect.addEventListener("change", () => value.isPlaying && startTimer());
  track.addEventListener("pointerdown", grab);
  element.addEventListener("keydown", (event) => {
    const isControl = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
    if (event.key !== " " || isControl) return;
    event.preventDefault();
    togglePlay();
  });

  function thumb(grip: "from" | "to"): HTMLElement {
    const one = h("div", { class: `timeline-thumb timeline-thumb-${grip}`, role: "slider", tabindex: 0, "data-grip": grip });
    one.addEventListener("keydown", (event) => onKey(event, grip));
    return one;
  }

  function current(): Span {
    return value.window ?? value.extent ?? { from: 0, to: 0 };
  }

  function step(): Step {
    return (["day", "week", "month"] as const).find((one) => one === stepSelect.value) ?? "week";
  }

  /** What the sliders' ends allow; each thumb is the other's limit. */
  function setEnd(grip: Grip, day: Day): void {
    const { extent } = value;
    if (!extent) return;
    const span = current();
    if (grip === "from") choose({ from: clamp(day, extent.from, span.to), to: span.to });
    else choose({ from: value.mode === "until" ? extent.from : span.from, to: clamp(day, value.mode === "until" ? extent.from : span.from, extent.to) });
  }

  function choose(span: Span): void {
    const { extent } = value;
    if (!extent) return;
    const isWhole = span.from <= extent.from && span.to >= extent.to;
    events.onWindow(isWhole ? null : span);
  }

  function onKey(event: KeyboardEvent, grip: "from" | "to"): void {
    const { extent } = value;
    if (!extent || event.altKey || event.ctrlKey || event.metaKey) return;
    const day = current()[grip];
    // An arrow points along the axis, which runs with the line of reading.
    const along = w?.direction === "rtl" ? -1 : 1;
    const next: Partial<Record<string, Day>> = {
      ArrowRight: shift(day, step(), along),
      ArrowLeft: shift(day, step(), -along),
      ArrowUp: shift(day, step(), 1),
      ArrowDown: shift(day, step(), -1),
      PageUp: shift(day, step(), BIG_STEP),
      PageDown: shift(day, step(), -BIG_STEP),
      Home: extent.from,
      End: extent.to,
    };
    const target = next[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setEnd(grip, target);
  }

  function dayAt(clientX: number): Day {
    const { extent } = value;
    if (!extent) return 0;
    const box = track.getBoundingClientRect();
    const share = (clientX - box.left) / Math.max(1, box.width);
    const along = w?.direction === "rtl" ? 1 - share : share;
    return Math.round(extent.from + clamp(along, 0, 1) * (extent.to - extent.from));
  }

  /** Drags an end, the window's body, or draws a new window on the bare track. */
  function grab(event: PointerEvent): void {
    const { extent } = value;
    if (!extent || event.button !== 0) return;
    stop();
    const target = event.target instanceof Element ? event.target : track;
    const held = target.closest<HTMLElement>("[data-grip]")?.dataset["grip"];
    const grip: Grip | "new" =
      held === "from" || held === "to" ? held : value.mode === "until" ? "to" : body.contains(target) && value.window ? "body" : "new";
    const first = dayAt(event.clientX);
    const before = current();
    if (grip === "to" && held !== "to") setEnd("to", first);
    const drag = (move: PointerEvent): void => {
      const day = dayAt(move.clientX);
      if (grip === "from" || grip === "to") setEnd(grip, day);
      else if (grip === "body") choose(slid(before, day - first, extent));
      else if (day !== first) choose({ from: Math.min(first, day), to: Math.max(first, day) });
    };
    const drop = (): void => {
      track.removeEventListener("pointermove", drag);
      track.removeEventListener("pointerup", drop);
      track.removeEventListener("pointercancel", drop);
      track.classList.remove("timeline-dragging");
    };
    track.setPointerCapture(event.pointerId);
    track.classList.add("timeline-dragging");
    track.addEventListener("pointermove", drag);
    track.addEventListener("pointerup", drop);
    track.addEventListener("pointercancel", drop);
    if (held === "from") from.focus();
    else if (held === "to" || value.mode === "until") to.focus();
    event.preventDefault();
  }

  function move(count: number): boolean {
    const { extent } = value;
    if (!extent) return false;
    const span = current();
    if (value.mode === "until") {
      const day = clamp(shift(span.to, step(), count), extent.from, extent.to);
      choose({ from: extent.from, to: day });
      return day < extent.to;
    }
    const moved = shiftSpan(span, step(), count, extent);
    choose(moved);
    return moved.to < extent.to;
  }

  /** Plays on from the window; from the beginning where there is none, or where it stands at the end. */
  function togglePlay(): void {
    if (value.isPlaying) return stop();
    const { extent } = value;
    if (!extent) return;
    const span = current();
    if (span.to >= extent.to) {
      const isWhole = value.window === null;
      const length = isWhole ? Math.max(1, shift(extent.from, step(), step() === "day" ? 7 : 4) - extent.from - 1) : span.to - span.from;
      events.onWindow({ from: extent.from, to: Math.min(extent.to, extent.from + (value.mode === "until" ? 0 : length)) });
    } else if (isStill()) {
      move(1);
    }
    if (isStill()) return;
    events.onPlaying(true);
    startTimer();
  }

  function startTimer(): void {
    window.clearInterval(timer);
    timer = window.setInterval(() => {
      if (!move(1)) stop();
    }, TICK_MS / (Number(speedSelect.value) || 1));
  }

  function stop(): void {
    window.clearInterval(timer);
    timer = 0;
    if (value.isPlaying) events.onPlaying(false);
  }

  function render(next: TimelineValue, words: Words): void {
    value = next;
    w = words;
    element.classList.toggle("timeline-until", value.mode === "until");
    if (drawnLanguage !== words.language) nameParts(words);
    if (value.bins !== drawnBins || drawnLanguage !== words.language) {
      drawBars(chart, value.bins, value.extent);
      drawAxis(axis, value.extent, words);
      setAttributes(chart, { "aria-label": words.t("histogram") });
      drawnBins = value.bins;
    }
    if (drawnLanguage !== words.language || drawnPlaying !== value.isPlaying) namePlayer(words);
    drawnLanguage = words.language;
    place(words);
  }

  function namePlayer(words: Words): void {
    drawnPlaying = value.isPlaying;
    setAttributes(playButton, { "aria-label": words.t(value.isPlaying ? "pause" : "play"), title: words.t(value.isPlaying ? "pause" : "play") });
    playButton.replaceChildren(icon(value.isPlaying ? "pause" : "play", 20));
    playButton.classList.toggle("timeline-playing", value.isPlaying);
  }

  function nameParts(words: Words): void {
    const title = element.querySelector("h2");
    if (title) title.textContent = words.t("timeline");
    setAttributes(backButton, { "aria-label": words.t("stepBack"), title: words.t("stepBack") });
    setAttributes(forwardButton, { "aria-label": words.t("stepForward"), title: words.t("stepForward") });
    modes.setAttribute("aria-label", words.t("mode"));
    for (const { mode, one } of modeButtons) one.textContent = words.t(`mode${mode}`);
    const [chosenStep, chosenSpeed] = [step(), speedSelect.value || "1"];
    stepSelect.replaceChildren(
      ...(["day", "week", "month"] as const).map((one) => h("option", { value: one, selected: one === chosenStep }, words.t(`step${one}`))),
    );
    speedSelect.replaceChildren(...SPEEDS.map((one) => h("option", { value: one, selected: String(one) === chosenSpeed }, `${words.number(one)}×`)));
    stepLabel.textContent = words.t("stepLength");
    speedLabel.textContent = words.t("speed");
    resetButton.replaceChildren(icon("reset", 15), words.t("wholeTime"));
    resetButton.title = words.t("wholeTime");
    body.title = words.t("windowLabel");
  }

  function place(words: Words): void {
    const { extent } = value;
    const span = current();
    const isUntil = value.mode === "until";
    const share = (day: Day): number => (extent && extent.to > extent.from ? (100 * (day - extent.from)) / (extent.to - extent.from) : day === span.from ? 0 : 100);
    const [start, end] = [isUntil ? 0 : clamp(share(span.from), 0, 100), clamp(share(span.to), 0, 100)];
    from.style.insetInlineStart = `${start}%`;
    to.style.insetInlineStart = `${end}%`;
    body.style.insetInlineStart = `${start}%`;
    body.style.inlineSize = `${end - start}%`;
    shadeBefore.style.insetInlineStart = "0";
    shadeBefore.style.inlineSize = `${start}%`;
    shadeAfter.style.insetInlineStart = `${end}%`;
    shadeAfter.style.inlineSize = `${100 - end}%`;
    from.hidden = isUntil || !extent;
    to.hidden = body.hidden = count.hidden = !extent;
    const slider = (thumbName: string, day: Day, least: Day, most: Day): Record<string, string | number | boolean> => ({
      "aria-label": thumbName,
      "aria-valuemin": least,
      "aria-valuemax": most,
      "aria-valuenow": day,
      "aria-valuetext": words.date(day),
      "aria-disabled": extent === null,
    });
    setAttributes(from, slider(words.t("from"), span.from, extent?.from ?? 0, span.to));
    setAttributes(to, slider(words.t(isUntil ? "until" : "to"), span.to, isUntil ? (extent?.from ?? 0) : span.from, extent?.to ?? 0));
    setText(range, extent ? spanText(span, value.mode, words) : words.t("noTime"));
    setText(count, words.t("deployments", { n: value.shown }));
    resetButton.classList.toggle("timeline-reset-idle", value.window === null);
    resetButton.disabled = value.window === null;
    for (const { mode, one } of modeButtons) setAttributes(one, { "aria-pressed": String(mode === value.mode) });
  }

  return {
    element,
    render,
    step,
    suggestStep(one) {
      if (!hasChosenStep) stepSelect.value = one;
    },
  };
}

export function spanText(span: Span, mode: Mode, w: Words): string {
  if (mode === "until") return w.t("upTo", { date: w.date(span.to, "short") });
  return w.dates(span.from, span.to);
}

function slid(span: Span, days: number, extent: Span): Span {
  const length = span.to - span.from;
  const start = clamp(span.from + days, extent.from, extent.to - length);
  return { from: start, to: start + length };
}

/** Firm statuses at the foot of a bar, contested ones on top. */
const STACK: readonly Status[] = [...STATUSES].sort((a, b) => weight(a) - weight(b));

function weight(status: Status): number {
  return ["confirmed", "corroborated", "reported", "planned", "alleged", "disputed", "denied", "ended", "retracted"].indexOf(status);
}

function drawBars(chart: SVGSVGElement, bins: readonly Bin[], extent: Span | null): void {
  chart.replaceChildren();
  if (!extent) return;
  const days = Math.max(1, extent.to - extent.from);
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  chart.setAttribute("viewBox", `0 0 ${days} ${CHART_HEIGHT}`);
  for (const bin of bins) {
    const left = Math.max(0, bin.from - extent.from);
    const right = Math.min(days, bin.to + 1 - extent.from);
    const gap = Math.min(0.18 * (right - left), days / 400);
    let top = CHART_HEIGHT;
    for (const status of STACK) {
      const height = (bin.byStatus[status] / most) * (CHART_HEIGHT - 6);
      if (height === 0) continue;
      top -= height;
      chart.append(svg("rect", { class: `bar bar-${status}`, x: left + gap / 2, y: top, width: Math.max(0.2, right - left - gap), height }));
    }
  }
}

const MOST_TICKS = 12;
/** From so many on, a narrow screen shows every other one. */
const DENSE_TICKS = 6;

/** Names of months, or of years where months are too many. */
function drawAxis(axis: HTMLElement, extent: Span | null, w: Words): void {
  axis.replaceChildren();
  if (!extent || extent.to <= extent.from) return;
  const days = extent.to - extent.from;
  const months = days / 30.4;
  const every = months <= MOST_TICKS ? 1 : months <= 3 * MOST_TICKS ? 3 : 12 * Math.ceil(months / 12 / MOST_TICKS);
  for (let day = floorTo("month", extent.from); day <= extent.to; day = shift(day, "month", 1)) {
    const date = toDate(day);
    const index = date.getUTCFullYear() * 12 + date.getUTCMonth();
    const share = (100 * (day - extent.from)) / days;
    if (index % every !== 0 || share < 0 || share > 97) continue;
    const isYear = date.getUTCMonth() === 0 || every >= 12;
    const tick = h("span", { class: isYear ? "timeline-tick timeline-tick-year" : "timeline-tick" }, w.date(day, isYear ? "year" : "monthShort"));
    tick.style.insetInlineStart = `${share}%`;
    axis.append(tick);
  }
  axis.classList.toggle("timeline-axis-dense", axis.childElementCount > DENSE_TICKS);
}
