/** Facts of a deployment put into words: strength, time, place. Pure; every part of the page that tells them uses these. */
import type { Key, Words } from "./i18n";
import type { Day } from "./time";
import { shift } from "./time";
import type { DatePrecision, Deployment, FoundPlace, Quantity, Unit } from "./types";

/** Ranges that stand for a word: no report counts 200 to 999 men, it says "hundreds". */
const VAGUE: ReadonlyMap<string, Key> = new Map([
  ["24-99", "dozens"],
  ["200-999", "hundreds"],
  ["300-999", "severalHundred"],
  ["2000-9999", "thousands"],
  ["20000-99999", "tensOfThousands"],
]);

/** "3,000 or more personnel", "2,000 to 2,500 personnel"; "not stated" where nobody gave a figure. */
export function strength(quantity: Quantity | null, w: Words): string {
  if (!quantity) return w.t("notStated");
  const { min, max, unit } = quantity;
  const vague = VAGUE.get(`${min}-${max}`);
  if (vague && unit) return tidy(w.t(vague, { unit: unitWord(unit, 2000, w) }));
  if (min !== null && max !== null && min !== max) {
    return tidy(w.t("range", { min, max, unit: unitWord(unit, max, w) }));
  }
  if (min !== null && max !== null) return tidy(w.t("exactly", { n: min, unit: unitWord(unit, min, w) }));
  if (min !== null) return tidy(w.t("atLeast", { n: min, unit: unitWord(unit, Math.max(min, 2), w) }));
  if (max !== null) return tidy(w.t("atMost", { n: max, unit: unitWord(unit, max, w) }));
  return w.t("notStated");
}

function unitWord(unit: Unit | null, n: number, w: Words): string {
  return unit ? w.t(`unit${unit}`, { n }) : "";
}

function tidy(text: string): string {
  return text.replace(/ +/g, " ").trim();
}

type Timed = Pick<Deployment, "start" | "end" | "startPrecision" | "endPrecision" | "firstReported" | "lastReported">;

/** "on 7 August 2023", "since August 2023, no end reported". `inferred` adds that a part of it was worked out. */
export function interval(d: Timed, w: Words, inferred = false): string {
  const text = bareInterval(d, w);
  return inferred && (d.start !== null || d.end !== null) ? w.t("inferred", { interval: text }) : text;
}

function bareInterval(d: Timed, w: Words): string {
  if (d.start === null && d.end === null) return w.t("noDates");
  if (d.start === null) return w.t("untilEnd", { end: moment(d.end ?? 0, d.endPrecision, "end", w) });
  const start = moment(d.start, d.startPrecision, "start", w);
  if (d.end === null) return w.t(d.endPrecision === "open" ? "since" : "sinceUnknownEnd", { start });
  const end = moment(d.end, d.endPrecision, "end", w);
  return start === end || d.end === d.start ? w.t("onDay", { start }) : w.t("fromTo", { start, end });
}

/** A day told no more exactly than it is known. Days stand for a period's first day at the start, its last at the end. */
export function moment(day: Day, precision: DatePrecision, side: "start" | "end", w: Words): string {
  if (precision === "year") return w.date(day, "year");
  if (precision === "month") return w.date(day, "month");
  if (precision === "week") return w.t("inWeek", { date: w.date(side === "start" ? day : day - 6) });
  if (precision === "season") {
    const [first, last] = side === "start" ? [day, shift(day, "month", 2)] : [shift(day, "month", -2), day];
    return w.t("inSeason", { start: w.date(first, "month"), end: w.date(last, "month") });
  }
  return w.date(day);
}

/** For a line in a list: "since 7 Aug 2023", "7 – 31 Aug 2023" or the days of the reports where no date is stated. */
export function shortInterval(d: Timed, w: Words): string {
  const from = d.start ?? d.firstReported;
  const start = shortMoment(from, d.start === null ? "day" : d.startPrecision, w);
  if (d.end === null) return d.start === null || d.endPrecision !== "open" ? start : w.t("sinceShort", { start });
  if (d.endPrecision === "day" && (d.startPrecision === "day" || d.start === null)) return w.dates(from, Math.max(from, d.end));
  const end = shortMoment(d.end, d.endPrecision, w);
  return start === end ? start : `${start} – ${end}`;
}

function shortMoment(day: Day, precision: DatePrecision, w: Words): string {
  if (precision === "year") return w.date(day, "year");
  return precision === "month" || precision === "season" ? w.date(day, "month") : w.date(day, "short");
}

export function radius(metres: number, w: Words): string {
  if (metres < 950) return w.t("metres", { n: Math.max(50, Math.round(metres / 50) * 50) });
  const km = metres / 1000;
  return w.t("km", { n: km < 10 ? Math.round(km * 2) / 2 : km < 100 ? Math.round(km) : Math.round(km / 10) * 10 });
}

/** "Exact site; true position within about 2.5 km, 95 times in 100". An area or line is its own doubt. */
export function exactness(d: Pick<Deployment, "precision" | "radiusM" | "geometry">, w: Words): string {
  const kind = w.t(`precision${d.precision}` satisfies Key);
  if (d.geometry.type !== "Point" || d.radiusM <= 0) return kind;
  return w.t("withinRadius", { place: kind, radius: radius(d.radiusM, w) });
}

/** What and where a place is: "city, Iraq", "military base, Anbar, Iraq". */
export function placeFacts(place: FoundPlace, w: Words): string {
  const kind = place.kind && w.t(`place${place.kind}`);
  const country = place.country && w.country(place.country);
  // The label has English names; another language has names of countries only.
  const around = place.label.split(", ").slice(1).join(", ");
  const where = w.language === "en" ? around || (place.kind === "country" ? "" : country) : place.kind === "country" ? "" : country;
  return [kind, where].filter(Boolean).join(" · ");
}

/** "Sagvan Sindi, quoted by Kurdistan 24, quoted by ..." from the innermost voice outwards. */
export function speakers(holders: readonly string[], w: Words): string {
  const [first, ...outer] = holders;
  if (first === undefined) return w.t("speakerNarrator");
  return outer.reduce((inner, name) => w.t("quotedBy", { inner, outer: name }), first);
}
