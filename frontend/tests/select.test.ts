import { describe, expect, it } from "vitest";
import { groups } from "../src/layers/clusters";
import { bulkOf, itemOf } from "../src/layers/item";
import { sorted } from "../src/list";
import { countBy, during, extentOf, freshness, histogram, matching } from "../src/select";
import { NO_FILTERS } from "../src/state";
import { day, made } from "./builders";

const short = made({ id: "short", start: "2023-08-07", end: "2023-08-07", end_precision: "day" });
const open = made({ id: "open", start: "2023-06-01", status: "disputed", actor_id: "red", actor: "Red Fleet" });
const past = made({ id: "past", start: "2023-01-01", end: "2023-02-01", end_precision: "day", place: "Al-Ḥasakah" });
const all = [short, open, past];
const ids = (list: readonly { id: string }[]): string[] => list.map((one) => one.id);

describe("filters", () => {
  it("let all through when nothing is chosen", () => {
    expect(matching(all, NO_FILTERS)).toHaveLength(3);
  });

  it("hold together: actor and status", () => {
    expect(ids(matching(all, { ...NO_FILTERS, actors: ["red", "blue-guard"], statuses: ["disputed"] }))).toEqual(["open"]);
  });

  it("find words whatever their accents and case", () => {
    expect(ids(matching(all, { ...NO_FILTERS, text: "al-hasakah" }))).toEqual(["past"]);
    expect(ids(matching(all, { ...NO_FILTERS, text: "FLEET amsel" }))).toEqual(["open"]);
  });
});

describe("time", () => {
  const august = { from: day("2023-08-10"), to: day("2023-08-20") };

  it("shows what meets the window", () => {
    expect(ids(during(all, august, "window"))).toEqual(["open"]);
  });

  it("lets what lasted a day linger while it plays", () => {
    expect(ids(during(all, august, "window", 10))).toEqual(["short", "open"]);
  });

  it("shows all that began by the date", () => {
    expect(ids(during(all, { from: 0, to: day("2023-06-01") }, "until"))).toEqual(["open", "past"]);
  });

  it("reaches from the first day to the last that is known", () => {
    expect(extentOf(all)).toEqual({ from: day("2023-01-01"), to: day("2023-08-14") });
    expect(extentOf([])).toBeNull();
  });

  it("is not stretched by one odd date among many", () => {
    const many = Array.from({ length: 30 }, (_, i) => made({ id: `d${i}`, start: `2023-08-${String(1 + (i % 28)).padStart(2, "0")}` }));
    const old = made({ id: "old", start: "2014-02-01" });
    expect(extentOf([...many, old])?.from).toBe(day("2023-08-01"));
    expect(extentOf([...many, made({ start: "2023-07-28" })])?.from).toBe(day("2023-07-28"));
    expect(extentOf([open, old])?.from).toBe(day("2014-02-01"));
  });

  it("counts in each bin what meets it", () => {
    const counted = histogram(all, { from: day("2023-08-01"), to: day("2023-08-14") }, "week");
    expect(counted.map((bin) => bin.count)).toEqual([1, 2, 1]);
    expect(counted[1]?.byStatus.disputed).toBe(1);
  });

  it("fades what nobody has spoken of for long", () => {
    expect(freshness(open, open.lastReported)).toBe(1);
    expect(freshness(open, open.lastReported + 1000)).toBe(0.5);
  });
});

it("counts by status", () => {
  expect(countBy(all)).toMatchObject({ reported: 2, disputed: 1, denied: 0 });
});

describe("clusters", () => {
  const points = Array.from({ length: 500 }, (_, i) =>
    itemOf(made({ id: `p${i}` }, { type: "Point", coordinates: [((i * 37) % 360) - 180, ((i * 17) % 120) - 60] })),
  );

  it.each([256, 4096, 1_048_576])("lose nobody and count nobody twice at a world of %s pixels", (size) => {
    const members = groups(points, size).flatMap((group) => group.members);
    expect(new Set(members).size).toBe(500);
    expect(members).toHaveLength(500);
  });

  it("put what stands at one spot into one group at any zoom", () => {
    const same = [1, 2, 3].map((i) => itemOf(made({ id: `s${i}` })));
    expect(groups(same, 2 ** 21)).toHaveLength(1);
  });
});

describe("the opening view", () => {
  const near = Array.from({ length: 24 }, (_, i) => made({ id: `n${i}` }, { type: "Point", coordinates: [40 + (i % 5), 33] }));
  const far = made({ id: "far" }, { type: "Point", coordinates: [-73, 7] });

  it("leaves out one far from all others", () => {
    expect(ids(bulkOf([far, ...near]))).not.toContain("far");
    expect(bulkOf([far, ...near])).toHaveLength(24);
  });

  it("keeps all where there are few", () => {
    expect(ids(bulkOf([far, short]))).toEqual(["far", "short"]);
  });
});

describe("the list", () => {
  it("sorts by strength with figures nobody gave last", () => {
    const strong = made({ id: "strong", quantity_min: 3000 });
    const weak = made({ id: "weak", quantity_max: 12 });
    expect(ids(sorted([short, weak, strong], "strength", true))).toEqual(["strong", "weak", "short"]);
  });

  it("keeps its order for ties", () => {
    expect(ids(sorted([made({ id: "b" }), made({ id: "a" })], "actor", false))).toEqual(["a", "b"]);
  });
});
