/** A language as the page uses it: its words, its numbers, its dates, its direction. */
import type { Language } from "../state";
import { toDate, type Day } from "../time";
import { ar } from "./ar";
import { en, type Key, type Messages, type Plural } from "./en";

export type { Key } from "./en";

type Values = Readonly<Record<string, string | number>>;

export interface Words {
  readonly language: Language;
  readonly direction: "ltr" | "rtl";
  /** The message of `key`, `{name}` replaced. A message with plural forms is chosen by the value of `n`. */
  t(key: Key, values?: Values): string;
  number(value: number): string;
  /** The country of an ISO 3166-1 alpha-2 code; the code where it stands for none. */
  country(code: string): string;
  /** `7 August 2023`; short: `7 Aug 2023`; month: `August 2023`; year: `2023`. */
  date(day: Day, form?: DateForm): string;
  /** `16 Feb – 17 Apr 2023`: what both ends share is said once. */
  dates(from: Day, to: Day): string;
}

export type DateForm = "long" | "short" | "month" | "monthShort" | "year";

const FORMS: Readonly<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
  monthShort: { month: "short" },
  year: { year: "numeric" },
};

/** Arabic with the digits 0-9, which news in the region uses beside its own and maps are lettered with. */
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", ar: "ar-u-nu-latn" };
const MESSAGES: Readonly<Record<Language, Messages>> = { en, ar };

const MOST_DATES = 10_000;

const made = new Map<Language, Words>();

export function wordsOf(language: Language): Words {
  const known = made.get(language) ?? makeWords(language);
  made.set(language, known);
  return known;
}

function makeWords(language: Language): Words {
  const locale = LOCALES[language];
  const messages = MESSAGES[language];
  const plurals = new Intl.PluralRules(locale);
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const dates = new Map<DateForm, Intl.DateTimeFormat>();
  const format = (form: DateForm): Intl.DateTimeFormat => {
    const known = dates.get(form) ?? new Intl.DateTimeFormat(locale, { ...FORMS[form], timeZone: "UTC" });
    dates.set(form, known);
    return known;
  };
  const written = new Map<string, string>();
  /** Dates are dear to write, and the same ones stand in list after list while the time plays. */
  const kept = (key: string, write: () => string): string => {
    const text = written.get(key) ?? write();
    if (written.size >= MOST_DATES) written.clear();
    written.set(key, text);
    return text;
  };
  return {
    language,
    direction: language === "ar" ? "rtl" : "ltr",
    t: (key, values = {}) => {
      const message: string | Plural = messages[key];
      const text = typeof message === "string" ? message : chosen(message, plurals.select(Number(values["n"] ?? 0)));
      return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
      });
    },
    number: (value) => numbers.format(value),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    date: (day, form = "long") => kept(`${form} ${day}`, () => format(form).format(toDate(day))),
    dates: (from, to) => kept(`${from} ${to}`, () => format("short").formatRange(toDate(from), toDate(to))),
  };
}

function chosen(plural: Plural, rule: Intl.LDMLPluralRule): string {
  return plural[rule] ?? plural.other;
}
