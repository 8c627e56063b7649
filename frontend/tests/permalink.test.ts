import { describe, expect, it } from "vitest";
import { readHash, writeHash } from "../src/permalink";
import { START, type State } from "../src/state";
import { day } from "./builders";

const STATE: State = {
  ...START,
  view: { zoom: 5.5, lat: 33.51, lon: 36.29 },
  window: { from: day("2024-01-01"), to: day("2024-03-01") },
  mode: "until",
  filters: { actors: ["us-armed-forces", "gn:12"], statuses: ["alleged", "disputed"], actions: ["reinforce"], text: "air defence & more" },
  selected: "ab12",
  language: "ar",
};

describe("an address", () => {
  it("brings back what it was made from", () => {
    const { view, window, mode, filters, selected, language } = STATE;
    expect(readHash(writeHash(STATE))).toEqual({ view, window, mode, filters, selected, language });
  });

  it("is short for the start", () => {
    expect(writeHash(START)).toBe("#v=1");
  });

  it.each([
    ["#__proto__[x]=1&constructor=2"],
    ["#m=1e9/NaN/0"],
    ["#m=5/33"],
    ["#m=//"],
    ["#t=2024-02-30..2024-03-01"],
    ["#t=2024-01-01"],
    ["#s=friendly,hostile&k=attack"],
    ["#id=<script>&a=<b>,%00"],
    ["#%E0%A4%A&q"],
    ["#" + "a=".padEnd(1_000_000, "x")],
    [""],
  ])("gives the defaults for %.40s", (hash) => {
    const { view, window, filters, selected } = readHash(hash);
    expect({ view, window, selected }).toEqual({ view: null, window: null, selected: null });
    expect(filters).toEqual(START.filters);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("holds the view inside the world", () => {
    expect(readHash("#m=99/1000/-5000").view).toEqual({ zoom: 13, lat: 85, lon: -180 });
  });

  it("turns a reversed time round", () => {
    expect(readHash("#t=2024-03-01..2024-01-01").window).toEqual({ from: day("2024-01-01"), to: day("2024-03-01") });
  });

  it("takes at most fifty actors and a hundred letters", () => {
    const actors = Array.from({ length: 200 }, (_, i) => `a${i}`).join(",");
    const read = readHash(`#a=${actors}&q=${"y".repeat(500)}`).filters;
    expect([read.actors.length, read.text.length]).toEqual([50, 100]);
  });
});
