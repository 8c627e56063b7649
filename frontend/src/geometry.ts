/** Where a geometry's mark stands, what box holds it, and the projection of the map. lon, lat in degrees. */
import type { Geometry, Position } from "./types";

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export function positions(geometry: Geometry): readonly Position[] {
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
  }
}

export function boxOf(geometry: Geometry): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions(geometry)) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}

/** Where the mark stands: the point, the middle of the longest line, a point well inside the largest area. */
export function anchorOf(geometry: Geometry): Position {
  switch (geometry.type) {
    case "Point":
      return geometry.coordinates;
    case "MultiPoint":
      return geometry.coordinates[0] ?? [0, 0];
    case "LineString":
      return middle(geometry.coordinates);
    case "MultiLineString":
      return middle(largest(geometry.coordinates, lengthOf));
    case "Polygon":
      return inside(geometry.coordinates[0] ?? []);
    case "MultiPolygon":
      return inside(largest(geometry.coordinates, (rings) => areaOf(rings[0] ?? []))[0] ?? []);
  }
}

function largest<T>(parts: readonly T[], size: (part: T) => number): T {
  return parts.reduce((best, part) => (size(part) > size(best) ? part : best));
}

function lengthOf(line: readonly Position[]): number {
  return line.reduce((sum, point, i) => sum + (i ? distance(line[i - 1] ?? point, point) : 0), 0);
}

function distance(a: Position, b: Position): number {
  const squeeze = Math.cos(((a[1] + b[1]) * Math.PI) / 360);
  return Math.hypot((a[0] - b[0]) * squeeze, a[1] - b[1]);
}

function middle(line: readonly Position[]): Position {
  let left = lengthOf(line) / 2;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Position, line[i] as Position];
    const step = distance(a, b);
    if (step >= left && step > 0) return [a[0] + ((b[0] - a[0]) * left) / step, a[1] + ((b[1] - a[1]) * left) / step];
    left -= step;
  }
  return line[0] ?? [0, 0];
}

function areaOf(ring: readonly Position[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return Math.abs(twice / 2);
}

/** The middle of the widest stretch of the ring along a few lines of latitude: inside for any shape. */
function inside(ring: readonly Position[]): Position {
  const lats = ring.map(([, lat]) => lat);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  let best: { width: number; at: Position } = { width: -1, at: ring[0] ?? [0, 0] };
  for (let i = 1; i < 16; i++) {
    const lat = south + ((north - south) * i) / 16;
    const cuts = crossings(ring, lat);
    for (let k = 1; k < cuts.length; k += 2) {
      const [west, east] = [cuts[k - 1] as number, cuts[k] as number];
      // Lines near the middle are preferred, so that a long shape is marked at its heart.
      const width = (east - west) * (1 - Math.abs(i - 8) / 16);
      if (width > best.width) best = { width, at: [(west + east) / 2, lat] };
    }
  }
  return best.at;
}

function crossings(ring: readonly Position[], lat: number): number[] {
  const cuts: number[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
    if (a[1] > lat !== b[1] > lat) cuts.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }
  return cuts.sort((x, y) => x - y);
}

/** Web Mercator with the world as 0 to 1, y downwards. */
export function mercator(lon: number, lat: number): { x: number; y: number } {
  const sin = Math.sin((Math.min(85.0511, Math.max(-85.0511, lat)) * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
}
