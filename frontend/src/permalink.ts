/**
 * The address of a view: `#v=1&m=5/33.51/36.29&t=2024-01-01..2024-03-01&a=us-armed-forces&s=disputed&id=ab12`.
 * Strangers write addresses: only known keys are read, each value is checked and clamped, and nothing of the hash
 * becomes the name of a property.
 */
import { ACTIONS, STATUSES } from "./types";
import { isoDay, parseDay, clamp, type Span } from "./time";
import { NO_FILTERS, type Language, type State, type View } from "./state";

export const ZOOM = { least: 2, most: 13 } as const;

const LONGEST = 4000;
const MOST_ACTORS = 50;

/** The part of the state an address carries. */
export type Linked = Pick<State, "view" | "window" | "mode" | "filters" | "selected"> & { readonly language: Language | null };

export function readHash(hash: string): Linked {
  const values = known(hash.replace(/^#/, ""));
  return {
    view: readView(values.get("m")),
    window: readSpan(values.get("t")),
    mode: values.get("mode") === "until" ? "until" : "window",
    filters: {
      ...NO_FILTERS,
      actors: list(values.get("a")).filter(isId).slice(0, MOST_ACTORS),
      statuses: STATUSES.filter((one) => list(values.get("s")).includes(one)),
      actions: ACTIONS.filter((one) => list(values.get("k")).includes(one)),
      text: (values.get("q") ?? "").slice(0, 100),
    },
    selected: [values.get("id") ?? ""].find(isId) ?? null,
    language: (["en", "ar"] as const).find((one) => one === values.get("lang")) ?? null,
  };
}

export function writeHash(state: State): string {
  const values = new URLSearchParams({ v: "1" });
  if (state.view) values.set("m", `${round(state.view.zoom, 2)}/${state.view.lat.toFixed(4)}/${state.view.lon.toFixed(4)}`);
  if (state.window) values.set("t", `${isoDay(state.window.from)}..${isoDay(state.window.to)}`);
  if (state.mode === "until") values.set("mode", "until");
  const { actors, statuses, actions, text } = state.filters;
  if (actors.length) values.set("a", actors.join(","));
  if (statuses.length) values.set("s", statuses.join(","));
  if (actions.length) values.set("k", actions.join(","));
  if (text) values.set("q", text);
  if (state.selected) values.set("id", state.selected);
  if (state.language !== "en") values.set("lang", state.language);
  // Slashes and commas are legal in a fragment and easier on the eye.
  return "#" + values.toString().replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%3A", ":");
}

const KEYS = new Set(["v", "m", "t", "mode", "a", "s", "k", "q", "id", "lang"]);

function known(hash: string): ReadonlyMap<string, string> {
  if (hash.length > LONGEST) return new Map();
  return new Map([...new URLSearchParams(hash)].filter(([key]) => KEYS.has(key)));
}

function readView(value: string | undefined): View | null {
  const parts = (value ?? "").split("/");
  const [zoom, lat, lon] = parts.map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (parts.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return null;
  if (![zoom, lat, lon].every(Number.isFinite)) return null;
  return { zoom: clamp(zoom, ZOOM.least, ZOOM.most), lat: clamp(lat, -85, 85), lon: clamp(lon, -180, 180) };
}

function readSpan(value: string | undefined): Span | null {
  const parts = (value ?? "").split("..");
  const from = parseDay(parts[0]);
  const to = parseDay(parts[1]);
  if (parts.length !== 2 || from === null || to === null) return null;
  return from <= to ? { from, to } : { from: to, to: from };
}

function list(value: string | undefined): string[] {
  return (value ?? "").split(",").filter((part) => part !== "");
}

function isId(value: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._:~|-]{0,127}$/u.test(value);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
