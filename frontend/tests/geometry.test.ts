import { describe, expect, it } from "vitest";
import { anchorOf, boxOf } from "../src/geometry";

describe("the mark of", () => {
  it("a line stands at its middle", () => {
    expect(anchorOf({ type: "LineString", coordinates: [[0, 0], [2, 0], [4, 0]] })).toEqual([2, 0]);
  });

  it("several lines stands on the longest", () => {
    expect(anchorOf({ type: "MultiLineString", coordinates: [[[9, 9], [9, 9.1]], [[0, 0], [4, 0]]] })).toEqual([2, 0]);
  });

  it("a horseshoe stands inside it", () => {
    const ring = [[0, 0], [6, 0], [6, 6], [5, 6], [5, 1], [1, 1], [1, 6], [0, 6], [0, 0]] as const;
    const [lon, lat] = anchorOf({ type: "Polygon", coordinates: [ring] });
    expect(lat < 1 || lon < 1 || lon > 5).toBe(true);
  });

  it("islands stands on the largest", () => {
    const square = (x: number, size: number) => [[[x, 0], [x + size, 0], [x + size, size], [x, size], [x, 0]]] as const;
    const [lon] = anchorOf({ type: "MultiPolygon", coordinates: [square(0, 1), square(10, 4)] });
    expect(lon).toBe(12);
  });
});

it("knows the box of a geometry", () => {
  expect(boxOf({ type: "LineString", coordinates: [[3, -1], [-2, 5]] })).toEqual({ west: -2, south: -1, east: 3, north: 5 });
});
