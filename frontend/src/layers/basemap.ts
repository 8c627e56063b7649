/** The offline basemap: tiles drawn on canvas from our own boundaries, in the colours of the theme. */
import * as L from "leaflet";
import type { Palette } from "../palette";
import type { BasemapData, Drawing, Line } from "./basemap-data";

/** From this zoom on the near drawing is used. */
const NEAR_ZOOM = 6;
const TILE = 256;

interface Tile {
  readonly canvas: HTMLCanvasElement;
  readonly coords: L.Coords;
}

export class Basemap extends L.GridLayer {
  private readonly tiles = new Map<string, Tile>();

  constructor(
    private readonly data: BasemapData,
    private palette: Palette,
    private readonly onCells: () => void,
  ) {
    super({ tileSize: TILE, className: "basemap", updateWhenZooming: false, keepBuffer: 3 });
    this.on("tileunload", (event) => this.tiles.delete(keyOf((event as L.TileEvent).coords)));
  }

  /** Paints the tiles that are there in other colours; nothing is fetched. */
  recolour(palette: Palette): void {
    this.palette = palette;
    for (const tile of this.tiles.values()) void this.paint(tile);
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = TILE * ratio;
    const tile = { canvas, coords };
    this.tiles.set(keyOf(coords), tile);
    void this.paint(tile).then(
      () => done(undefined, canvas),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), canvas),
    );
    return canvas;
  }

  private async paint({ canvas, coords }: Tile): Promise<void> {
    const drawings = coords.z < NEAR_ZOOM ? [await this.data.world()] : await this.data.near(degreesOf(coords));
    if (coords.z >= NEAR_ZOOM) this.onCells();
    const ctx = canvas.getContext("2d");
    if (ctx) paintTile(ctx, drawings, coords, this.palette);
  }
}

function paintTile(ctx: CanvasRenderingContext2D, drawings: readonly Drawing[], coords: L.Coords, palette: Palette): void {
  const ratio = ctx.canvas.width / TILE;
  const view = viewOf(coords);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = palette.sea;
  ctx.fillRect(0, 0, TILE, TILE);
  ctx.lineJoin = ctx.lineCap = "round";
  for (const drawing of drawings) {
    ctx.fillStyle = palette.land;
    trace(ctx, drawing.land, view);
    ctx.fill("evenodd");
  }
  const stroke = (kind: "coast" | "units" | "borders" | "disputed", colour: string, width: number, dash: number[] = []): void => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    for (const drawing of drawings) {
      trace(ctx, drawing[kind], view);
      ctx.stroke();
    }
  };
  stroke("units", palette.unit, 0.8);
  stroke("coast", palette.coast, coords.z < NEAR_ZOOM ? 0.7 : 1);
  stroke("borders", palette.border, coords.z < NEAR_ZOOM ? 0.8 : 1.2);
  stroke("disputed", palette.border, 1, [4, 3]);
}

interface TileView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

function viewOf(coords: L.Coords): TileView {
  const count = 2 ** coords.z;
  const scale = TILE * count;
  // A little over the edge, so that strokes and dashes of the neighbour meet.
  const rim = 4 / scale;
  return {
    scale,
    x: coords.x * TILE,
    y: coords.y * TILE,
    west: coords.x / count - rim,
    north: coords.y / count - rim,
    east: (coords.x + 1) / count + rim,
    south: (coords.y + 1) / count + rim,
  };
}

function trace(ctx: CanvasRenderingContext2D, lines: readonly Line[], view: TileView): void {
  ctx.beginPath();
  for (const line of lines) {
    if (line.east < view.west || line.west > view.east || line.south < view.north || line.north > view.south) continue;
    const { points } = line;
    for (let i = 0; i < points.length; i += 2) {
      const x = (points[i] as number) * view.scale - view.x;
      const y = (points[i + 1] as number) * view.scale - view.y;
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
  }
}

/** The tile's box in degrees. */
function degreesOf(coords: L.Coords): { west: number; south: number; east: number; north: number } {
  const count = 2 ** coords.z;
  const lat = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / count))) * 180) / Math.PI;
  return {
    west: (coords.x / count) * 360 - 180,
    // The tile's own edge belongs to it, the next tile's not.
    east: ((coords.x + 1) / count) * 360 - 180 - 1e-9,
    north: lat(coords.y) - 1e-9,
    south: lat(coords.y + 1),
  };
}

function keyOf(coords: L.Coords): string {
  return `${coords.z}/${coords.x}/${coords.y}`;
}
