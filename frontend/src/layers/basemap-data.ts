/** Fetches the files of the offline basemap (`scripts/basemap.py`) and turns their steps into Mercator coordinates. */
import { mercator } from "../geometry";

/** x, y, x, y ... of the world as 0 to 1, with the box that holds them. */
export interface Line {
  readonly points: Float64Array;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

export interface Drawing {
  /** Rings to fill by the even-odd rule. */
  readonly land: readonly Line[];
  readonly coast: readonly Line[];
  readonly borders: readonly Line[];
  readonly disputed: readonly Line[];
  readonly units: readonly Line[];
  readonly cities: readonly City[];
}

/** lon, lat, zoom from which it shows, name, Arabic name */
export type Label = readonly [number, number, number, string, string];
/** The same with 1 for a capital. */
export type City = readonly [number, number, number, string, string, number];

export interface Labels {
  readonly countries: readonly Label[];
  readonly seas: readonly Label[];
  readonly cities: readonly City[];
}

interface RawDrawing {
  readonly scale: number;
  readonly frame?: readonly [number, number, number, number];
  readonly land: readonly (readonly number[])[];
  readonly borders: readonly (readonly number[])[];
  readonly disputed: readonly (readonly number[])[];
  readonly units?: readonly (readonly number[])[];
  readonly cities?: readonly City[];
}

interface Index {
  readonly cell: number;
  readonly cells: readonly string[];
}

const EMPTY: Drawing = { land: [], coast: [], borders: [], disputed: [], units: [], cities: [] };

export class BasemapData {
  private readonly loads = new Map<string, Promise<Drawing>>();
  private readonly ready = new Map<string, Drawing>();
  private index: Promise<Index> | null = null;

  /** The far view of the whole world. */
  world(): Promise<Drawing> {
    return this.load("world.json");
  }

  labels(): Promise<Labels> {
    return fetchJson<Labels>("labels.json");
  }

  /** The near view of all cells that meet a box in degrees. A cell that cannot be had is left out. */
  async near(box: { west: number; south: number; east: number; north: number }): Promise<Drawing[]> {
    this.index ??= fetchJson<Index>("index.json");
    const { cell, cells } = await this.index;
    const names: string[] = [];
    for (let column = Math.floor((box.west + 180) / cell); column <= Math.floor((box.east + 180) / cell); column++) {
      for (let row = Math.floor((box.south + 90) / cell); row <= Math.floor((box.north + 90) / cell); row++) {
        const columns = 360 / cell;
        names.push(`${((column % columns) + columns) % columns}_${row}`);
      }
    }
    return Promise.all(names.filter((name) => cells.includes(name)).map((name) => this.load(`cells/${name}.json`)));
  }

  /** Towns of the cells loaded so far. */
  towns(): City[] {
    return [...this.ready.values()].flatMap((drawing) => drawing.cities);
  }

  private load(file: string): Promise<Drawing> {
    const known = this.loads.get(file);
    if (known) return known;
    const load = fetchJson<RawDrawing>(file).then(decode).then((drawing) => {
      this.ready.set(file, drawing);
      return drawing;
    });
    // A file that failed may be asked for again.
    const safe = load.catch(() => (this.loads.delete(file), EMPTY));
    this.loads.set(file, safe);
    return safe;
  }
}

async function fetchJson<T>(file: string): Promise<T> {
  const response = await fetch(`basemap/${file}`);
  if (!response.ok) throw new Error(`basemap/${file}: HTTP ${response.status}`);
  return (await response.json()) as T;
}

function decode(raw: RawDrawing): Drawing {
  const line = (steps: readonly number[]): Line => lineOf(steps, raw.scale);
  return {
    land: raw.land.map(line),
    coast: raw.land.flatMap((steps) => shoreOf(steps, raw.frame)).map(line),
    borders: raw.borders.map(line),
    disputed: raw.disputed.map(line),
    units: (raw.units ?? []).map(line),
    cities: raw.cities ?? [],
  };
}

function lineOf(steps: readonly number[], scale: number): Line {
  const points = new Float64Array(steps.length);
  let [lon, lat, west, north, east, south] = [0, 0, Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < steps.length; i += 2) {
    lon += steps[i] as number;
    lat += steps[i + 1] as number;
    const { x, y } = mercator(lon / scale, lat / scale);
    points[i] = x;
    points[i + 1] = y;
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  return { points, west, north, east, south };
}

/** The parts of a ring that do not run along the frame it was cut with. */
function shoreOf(steps: readonly number[], frame: RawDrawing["frame"]): (readonly number[])[] {
  if (!frame) return [steps];
  const [west, south, east, north] = frame;
  const parts: number[][] = [];
  let part: number[] = [];
  let [lon, lat] = [0, 0];
  for (let i = 0; i + 1 < steps.length; i += 2) {
    const [fromLon, fromLat] = [lon, lat];
    lon += steps[i] as number;
    lat += steps[i + 1] as number;
    const alongSide = lon === fromLon && (near(lon, west) || near(lon, east));
    const alongEnd = lat === fromLat && (near(lat, south) || near(lat, north));
    if (i === 0 || alongSide || alongEnd) {
      if (part.length > 2) parts.push(part);
      part = [lon, lat];
    } else {
      part.push(steps[i] as number, steps[i + 1] as number);
    }
  }
  if (part.length > 2) parts.push(part);
  return parts;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1;
}
