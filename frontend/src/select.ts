/** Which deployments are meant: by filter, by time, by view, by search. Pure. */
import type { Filters, Mode } from "./state";
import { bins, meets, type Day, type Span, type Step } from "./time";
import { STATUSES, type Deployment, type Status } from "./types";

/** How long something of a single day stays in sight while the time plays. */
export const LINGER_DAYS = 10;

export function matching(all: readonly Deployment[], filters: Filters): Deployment[] {
  const words = fold(filters.text).split(" ").filter(Boolean);
  return all.filter(
    (d) =>
      holds(filters.actors, d.actorId) &&
      holds(filters.statuses, d.status) &&
      holds(filters.actions, d.action) &&
      (words.length === 0 || hasWords(d, words)),
  );
}

function holds<T>(chosen: readonly T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value);
}

function hasWords(d: Deployment, words: readonly string[]): boolean {
  const text = fold([d.actor, d.place, d.force, d.equipment, d.quote, d.source].filter(Boolean).join(" "));
  return words.every((word) => text.includes(word));
}

/** Key for search: small letters, accents and vowel signs off. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’'`ـ]/g, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Those in force at some time of `span`. With `until`, all that began by its last day. */
export function during(all: readonly Deployment[], span: Span, mode: Mode, lingerDays = 0): Deployment[] {
  if (mode === "until") return all.filter((d) => d.valid.from <= span.to);
  return all.filter((d) => meets({ from: d.valid.from, to: Math.max(d.valid.to, d.valid.from + lingerDays) }, span));
}

/** One in so many may lie off the axis of time, where that makes it shorter by a quarter or more. */
const ODD_DATES = 25;

/**
 * First to last day anything is said of; null where there is nothing. A few days far from all others are left out: one
 * report that looks years back must not press the rest together.
 */
export function extentOf(all: readonly Deployment[]): Span | null {
  if (all.length === 0) return null;
  const ascending = (a: Day, b: Day): number => a - b;
  const firsts = all.map((d) => d.valid.from).sort(ascending);
  const lasts = all
    .map((d) => Math.max(d.valid.from, d.lastReported, Number.isFinite(d.valid.to) ? d.valid.to : d.valid.from))
    .sort(ascending);
  const odd = Math.floor(all.length / ODD_DATES);
  const [whole, core] = [
    { from: firsts.at(0) ?? 0, to: lasts.at(-1) ?? 0 },
    { from: firsts.at(odd) ?? 0, to: lasts.at(-1 - odd) ?? 0 },
  ];
  const least = (whole.to - whole.from) / 4;
  return {
    from: core.from - whole.from >= least ? core.from : whole.from,
    to: whole.to - core.to >= least ? core.to : whole.to,
  };
}

export interface Bin extends Span {
  readonly count: number;
  readonly byStatus: Readonly<Record<Status, number>>;
}

/** How many deployments meet each step of the extent, by status: what `/timeline` counts. */
export function histogram(all: readonly Deployment[], extent: Span, step: Step): Bin[] {
  return bins(extent, step).map((bin) => {
    const within = all.filter((d) => meets(d.valid, bin));
    return { ...bin, count: within.length, byStatus: countBy(within) };
  });
}

export function countBy(all: readonly Deployment[]): Record<Status, number> {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const d of all) counts[d.status] += 1;
  return counts;
}

/** 1 for news of the day, falling to 0.5 for what nobody has spoken of in half a year; in steps of a twentieth. */
export function freshness(d: Deployment, at: Day): number {
  const age = Math.max(0, at - d.lastReported);
  return 1 - Math.round(10 * Math.min(1, age / 180)) / 20;
}
