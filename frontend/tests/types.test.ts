import { describe, expect, it } from "vitest";
import { deployment, evidence, foundPlaces, serverStatus, webAddress } from "../src/types";
import { day, feature, made } from "./builders";

describe("a feature", () => {
  it("becomes a deployment", () => {
    expect(made({ quantity_min: 3000, quantity_unit: "personnel" }).quantity).toEqual({ min: 3000, max: null, unit: "personnel" });
  });

  it.each([
    ["no geometry", feature({}, null)],
    ["an empty line", feature({}, { type: "LineString", coordinates: [] })],
    ["a geometry of another shape", feature({}, { type: "Polygon", coordinates: [1, 2] })],
    ["a geometry named like a property", feature({}, { type: "constructor", coordinates: [1, 2] })],
    ["infinite coordinates", feature({}, { type: "Point", coordinates: [Infinity, 0] })],
    ["a status from elsewhere", feature({ status: "friendly" })],
    ["no first report", feature({ first_reported: null })],
    ["nothing", null],
  ])("with %s is left out", (_, given) => {
    expect(deployment(given)).toBeNull();
  });

  it("is on the map from its first report where its start is not known, and stays while its end is open", () => {
    expect(made({ start: null }).valid).toEqual({ from: day("2023-08-08"), to: Infinity });
  });

  it("goes with the last report where its end is not known", () => {
    expect(made({ end_precision: "unknown" }).valid.to).toBe(day("2023-08-14"));
  });
});

describe("a claim", () => {
  const claim = (given: object): object => ({ evidence: [{ claim_id: 7, role: "supports", stance: "alleged", quote: "They came.", ...given }] });

  it("takes its speakers from the chain, or from the one holder", () => {
    expect(evidence(claim({ holder: "A", holders: ["A", "B"] }))[0]?.holders).toEqual(["A", "B"]);
    expect(evidence(claim({ holder: "A", holders: [] }))[0]?.holders).toEqual(["A"]);
    expect(evidence(claim({ holder: null, holders: [] }))[0]?.holders).toEqual([]);
  });

  it("without a quote proves nothing and is left out", () => {
    expect(evidence(claim({ quote: "" }))).toEqual([]);
  });

  it("of a source nobody has judged has grade F", () => {
    expect(evidence(claim({ reliability: "Z" }))[0]?.reliability).toBe("F");
  });
});

describe("an address", () => {
  it.each(["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "java\nscript:alert(1)", "//example.org", "https://u:p@example.org/", "https://", "ftp://example.org", 7, null])(
    "%s gives no link",
    (given) => {
      expect(webAddress(given)).toBeNull();
    },
  );

  it("of the web is kept", () => {
    expect(webAddress("https://example.org/a?b=c")).toBe("https://example.org/a?b=c");
  });
});

it("takes tiles only from a template", () => {
  expect(serverStatus({ basemap_url: "https://t.example/{z}/{x}/{y}.png" }).basemapUrl).not.toBeNull();
  expect(serverStatus({ basemap_url: "javascript:{z}{x}{y}" }).basemapUrl).toBeNull();
  expect(serverStatus("broken").sample).toBe(false);
});

it("finds places in a collection", () => {
  const place = { type: "Feature", id: "gn:1", geometry: { type: "Point", coordinates: [44, 33] }, properties: { name: "Port", kind: "city" } };
  expect(foundPlaces({ features: [place, { id: "broken" }] }).map((one) => [one.id, one.position])).toEqual([["gn:1", [44, 33]]]);
});

it("shows a place by the name that was typed, of a kind it knows", () => {
  const properties = { name: "Ayn al-Asad", matched: "عين الأسد", kind: "castle", reported: true };
  const [place] = foundPlaces({ features: [{ geometry: { type: "Point", coordinates: [42, 33] }, properties }] });
  expect([place?.matched, place?.label, place?.kind, place?.isReported]).toEqual(["عين الأسد", "Ayn al-Asad", null, true]);
});
