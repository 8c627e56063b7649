/** Days as whole numbers since 1970-01-01 UTC: all time arithmetic of the map is done in them. */
export type Day = number;

export type Step = "day" | "week" | "month";

/** Both days inclusive. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

const MS = 86_400_000;
/** Years a permalink or a report may name. */
const FIRST = Date.UTC(1900, 0, 1) / MS;
const LAST = Date.UTC(2100, 11, 31) / MS;

/** Day of `YYYY-MM-DD`; null for anything else, 30 February included. */
export function parseDay(text: string | null | undefined): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const time = new Date(Date.UTC(year, month - 1, date));
  if (time.getUTCFullYear() !== year || time.getUTCMonth() !== month - 1 || time.getUTCDate() !== date) return null;
  const day = time.getTime() / MS;
  return day < FIRST || day > LAST ? null : day;
}

export function isoDay(day: Day): string {
  return toDate(day).toISOString().slice(0, 10);
}

export function toDate(day: Day): Date {
  return new Date(day * MS);
}

/** The first day of the step that holds `day`. Weeks begin on Monday. */
export function floorTo(step: Step, day: Day): Day {
  if (step === "day") return day;
  if (step === "week") return day - ((day + 3) % 7);
  const date = toDate(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / MS;
}

/** `day` moved by `count` steps. A month keeps the date, or takes the month's last day if it is shorter. */
export function shift(day: Day, step: Step, count: number): Day {
  if (step === "day") return day + count;
  if (step === "week") return day + 7 * count;
  const date = toDate(day);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1) / MS;
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 1) / MS;
  return Math.min(first + date.getUTCDate() - 1, next - 1);
}

/** `span` moved by whole steps and held inside `extent`, its length kept where there is room. */
export function shiftSpan(span: Span, step: Step, count: number, extent: Span): Span {
  const length = span.to - span.from;
  const from = clamp(shift(span.from, step, count), extent.from, Math.max(extent.from, extent.to - length));
  return { from, to: Math.min(from + length, extent.to) };
}

/** The step that cuts `extent` into at most about 120 parts. */
export function fittingStep(extent: Span): Step {
  const days = extent.to - extent.from + 1;
  if (days <= 62) return "day";
  return days <= 900 ? "week" : "month";
}

/** Spans of one step each that cover `extent`; the first and last reach over it. At most 400. */
export function bins(extent: Span, step: Step): Span[] {
  const parts: Span[] = [];
  for (let from = floorTo(step, extent.from); from <= extent.to && parts.length < 400; ) {
    const next = shift(from, step, 1);
    parts.push({ from, to: next - 1 });
    from = next;
  }
  return parts;
}

export function meets(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
