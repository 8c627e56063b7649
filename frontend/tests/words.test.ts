import { describe, expect, it } from "vitest";
import { wordsOf } from "../src/i18n";
import { ar } from "../src/i18n/ar";
import { en } from "../src/i18n/en";
import { exactness, interval, radius, shortInterval, speakers, strength } from "../src/words";
import { made } from "./builders";

const w = wordsOf("en");
const arabic = wordsOf("ar");

describe("strength", () => {
  it.each([
    [3000, null, "personnel", "3,000 or more personnel"],
    [null, 500, "personnel", "up to 500 personnel"],
    [2000, 2500, "vehicle", "2,000 to 2,500 vehicles"],
    [1, 1, "ship", "1 ship"],
    [12, 12, "aircraft", "12 aircraft"],
    [4, null, null, "4 or more"],
    [2000, 9999, "personnel", "thousands of personnel (2,000 to 9,999)"],
    [300, 999, "personnel", "several hundred personnel (300 to 999)"],
    [24, 99, "aircraft", "dozens of aircraft (24 to 99)"],
    [200, 999, "vehicle", "hundreds of vehicles (200 to 999)"],
    [300, 998, "vehicle", "300 to 998 vehicles"],
  ] as const)("%s to %s %s is said as %s", (min, max, unit, said) => {
    expect(strength({ min, max, unit }, w)).toBe(said);
  });

  it("is not stated where there is no figure", () => {
    expect(strength(null, w)).toBe("not stated");
  });

  it("is said in Arabic", () => {
    expect(strength({ min: 3000, max: null, unit: "personnel" }, arabic)).toBe("3,000 فرد أو أكثر");
  });
});

describe("time", () => {
  it("says one day as a day", () => {
    expect(interval(made({ end: "2023-08-07", end_precision: "day" }), w)).toBe("on 7 August 2023");
  });

  it("tells an end nobody reported from an end nobody knows", () => {
    expect(interval(made(), w)).toBe("since 7 August 2023, no end reported");
    expect(interval(made({ end_precision: "unknown" }), w)).toBe("since 7 August 2023, end not known");
  });

  it("is no more exact than it is known", () => {
    expect(interval(made({ start: "2023-08-01", start_precision: "month" }), w)).toContain("since August 2023");
    expect(interval(made({ start: "2023-01-01", start_precision: "year" }), w)).toContain("since 2023");
    expect(interval(made({ start_precision: "week" }), w)).toContain("since the week of 7 August 2023");
    expect(interval(made({ start: "2023-06-01", start_precision: "season" }), w)).toContain("June 2023 to August 2023");
  });

  it("says that a part of the date was worked out", () => {
    expect(interval(made({ end: "2023-08-07", end_precision: "day" }), w, true)).toBe("on 7 August 2023; partly worked out from the date of the report");
  });

  it("says nothing of a year where there is no date", () => {
    expect(interval(made({ start: null }), w, true)).toBe("dates not stated");
  });

  it("says a start that is not known", () => {
    expect(interval(made({ start: null, end: "2023-08-31", end_precision: "day" }), w)).toBe("until 31 August 2023, start not known");
  });

  it("is short in lists", () => {
    expect(shortInterval(made({ end: "2023-08-31", end_precision: "day" }), w)).toMatch(/^7\s?–\s?31 Aug 2023$/);
    expect(shortInterval(made(), w)).toBe("since 7 Aug 2023");
  });
});

describe("place", () => {
  it("says the radius of a point, and none of an area", () => {
    expect(exactness(made({ precision: "site", radius_m: 2480 }), w)).toBe("Exact site; true position within about 2.5 km, 95 times in 100");
    const area = { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] };
    expect(exactness(made({ precision: "province", radius_m: 90_000 }, area), w)).toBe("Province");
  });

  it.each([
    [120, "100 m"],
    [2480, "2.5 km"],
    [25_300, "25 km"],
    [184_000, "180 km"],
  ])("rounds %s m to %s", (metres, said) => {
    expect(radius(metres, w)).toBe(said);
  });
});

it("names speakers from the innermost outwards", () => {
  expect(speakers([], w)).toBe("In the outlet's own words");
  expect(speakers(["Sindi", "Kurdistan Hour", "The Wire"], w)).toBe("Sindi, quoted by Kurdistan Hour, quoted by The Wire");
});

describe("messages", () => {
  it("have the same gaps in both languages", () => {
    const gaps = (message: unknown): string[] => [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect([key, gaps(ar[key])]).toEqual([key, gaps(en[key])]);
  });

  it("take Arabic's six plural forms", () => {
    expect([0, 1, 2, 5, 11, 100].map((n) => arabic.t("deployments", { n }))).toEqual([
      "لا انتشارات",
      "انتشار واحد",
      "انتشاران",
      "5 انتشارات",
      "11 انتشارًا",
      "100 انتشار",
    ]);
  });

  it("do not read a value's own braces", () => {
    expect(w.t("searchText", { q: "{n} {__proto__}" })).toContain("{n} {__proto__}");
  });
});
