/** The one place where what the reader has chosen lives. Parts get values from it and report events to it. */
import type { Action, Status } from "./types";
import type { Span } from "./time";

export type Language = "en" | "ar";
export type Theme = "auto" | "light" | "dark";
/** `window`: what meets the chosen days. `until`: everything up to the last of them. */
export type Mode = "window" | "until";
export type Tab = "list" | "filters";

export interface View {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** Empty lists and an empty text let everything through. */
export interface Filters {
  readonly actors: readonly string[];
  readonly statuses: readonly Status[];
  readonly actions: readonly Action[];
  readonly text: string;
}

export interface State {
  /** Null: show everything there is. */
  readonly view: View | null;
  /** Null: the whole time there is. */
  readonly window: Span | null;
  readonly mode: Mode;
  readonly filters: Filters;
  readonly selected: string | null;
  /** Ids of the deployments at one spot, opened by its number. */
  readonly group: readonly string[] | null;
  readonly tab: Tab;
  readonly language: Language;
  readonly theme: Theme;
  readonly playing: boolean;
}

export const NO_FILTERS: Filters = { actors: [], statuses: [], actions: [], text: "" };

export const START: State = {
  view: null,
  window: null,
  mode: "window",
  filters: NO_FILTERS,
  selected: null,
  group: null,
  tab: "list",
  language: "en",
  theme: "auto",
  playing: false,
};

export interface Store {
  get(): State;
  set(change: Partial<State>): void;
  /** Calls `run` after each change of one of `keys`. */
  on(keys: readonly (keyof State)[], run: (state: State) => void): void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const listeners: { keys: readonly (keyof State)[]; run: (state: State) => void }[] = [];
  return {
    get: () => state,
    set(change) {
      const before = state;
      state = { ...state, ...change };
      const now = state;
      for (const { keys, run } of listeners) {
        if (keys.some((key) => before[key] !== now[key])) run(state);
      }
    },
    on(keys, run) {
      listeners.push({ keys, run });
    },
  };
}

/** `list` with `item` put in, or taken out if it is there. */
export function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}

export function filterCount(filters: Filters): number {
  return filters.actors.length + filters.statuses.length + filters.actions.length + (filters.text ? 1 : 0);
}
