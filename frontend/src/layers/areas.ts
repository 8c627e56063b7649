/** Areas and lines: hatched where something is meant to be somewhere inside, a broad soft band along a line. */
import * as L from "leaflet";
import { faded, type Palette } from "../palette";
import { freshness } from "../select";
import type { Day } from "../time";
import type { Deployment, Geometry, Position, Status } from "../types";
import { itemOf, type Item } from "./item";

/** What Leaflet's canvas is to draw for a path. */
interface AreaOptions extends L.PathOptions {
  readonly status: Status;
  readonly isArea: boolean;
  readonly isMeant: boolean;
  /** 0 to 1, the paler the older. */
  readonly fresh: number;
  /** A whole country or region: only a hint of a fill. */
  readonly isVast: boolean;
}

const LINE_REACH_PX = 10;

export class AreaLayer extends L.Layer {
  private readonly renderer: AreaCanvas;
  private readonly paths = new Map<string, L.Path>();
  private items: readonly Item[] = [];
  private at: Day = 0;
  private selected: string | null = null;
  private hovered: string | null = null;

  constructor(palette: Palette) {
    super();
    this.renderer = new AreaCanvas(palette);
  }

  override onAdd(map: L.Map): this {
    this.renderer.addTo(map);
    this.sync();
    return this;
  }

  override onRemove(): this {
    for (const path of this.paths.values()) path.remove();
    this.paths.clear();
    this.renderer.remove();
    return this;
  }

  /** Shows these; only what differs from before is drawn anew. */
  show(deployments: readonly Deployment[], at: Day): void {
    this.items = deployments.filter((d) => !isPoint(d.geometry)).map(itemOf);
    this.at = at;
    this.sync();
  }

  mean(selected: string | null, hovered: string | null): void {
    if (this.selected === selected && this.hovered === hovered) return;
    this.selected = selected;
    this.hovered = hovered;
    this.sync();
  }

  recolour(palette: Palette): void {
    this.renderer.palette = palette;
    for (const path of this.paths.values()) path.redraw();
  }

  /** The deployments whose area or line lies under a spot, the smallest first. */
  pick(at: L.LatLng): Deployment[] {
    const map = this._map;
    if (!map) return [];
    const spot = map.latLngToLayerPoint(at);
    const toPoint = ([lon, lat]: Position): L.Point => map.latLngToLayerPoint([lat, lon]);
    return this.items
      .filter(({ box, deployment: { geometry } }) => {
        if (!isArea(geometry)) return linesOf(geometry).some((line) => isNear(line.map(toPoint), spot));
        const inBox = at.lng >= box.west && at.lng <= box.east && at.lat >= box.south && at.lat <= box.north;
        return inBox && ringsOf(geometry).filter((ring) => isInside(ring, at)).length % 2 === 1;
      })
      .sort((a, b) => extent(a) - extent(b))
      .map((item) => item.deployment);
  }

  private sync(): void {
    if (!this._map) return;
    const wanted = new Map(this.items.map((item) => [item.deployment.id, item]));
    for (const [id, path] of this.paths) {
      if (wanted.has(id)) continue;
      path.remove();
      this.paths.delete(id);
    }
    for (const [id, item] of wanted) {
      const options = this.optionsOf(item.deployment);
      const known = this.paths.get(id);
      if (!known) this.paths.set(id, pathOf(item.deployment.geometry, { ...options, renderer: this.renderer }).addTo(this._map));
      else if (differs(known.options as AreaOptions, options)) known.setStyle(options);
    }
  }

  private optionsOf(d: Deployment): AreaOptions {
    return {
      status: d.status,
      isArea: isArea(d.geometry),
      isMeant: d.id === this.selected || d.id === this.hovered,
      fresh: freshness(d, this.at),
      isVast: d.precision === "country" || d.precision === "region",
      // Leaflet's canvas leaves out paths without these.
      stroke: true,
      fill: isArea(d.geometry),
      weight: 12,
      interactive: false,
    };
  }
}

/** Leaflet's canvas with our own pens. `_fillStroke` is where 1.9.4 draws a finished path. */
class AreaCanvas extends L.Canvas {
  palette: Palette;
  private readonly hatches = new Map<string, CanvasPattern>();

  constructor(palette: Palette) {
    super({ pane: "areas", padding: 0.3 });
    this.palette = palette;
  }

  protected _fillStroke(ctx: CanvasRenderingContext2D, layer: L.Path): void {
    const style = layer.options as AreaOptions;
    const colour = this.palette.status[style.status];
    ctx.lineJoin = ctx.lineCap = "round";
    if (style.isArea) this.fillArea(ctx, colour, style);
    else this.strokeLine(ctx, colour, style);
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  }

  private fillArea(ctx: CanvasRenderingContext2D, colour: string, style: AreaOptions): void {
    const strength = style.fresh * (style.isMeant ? 1.9 : style.isVast ? 0.55 : 1);
    ctx.globalAlpha = 0.09 * strength;
    ctx.fillStyle = colour;
    ctx.fill("evenodd");
    const hatch = this.hatch(ctx, colour);
    if (hatch) {
      ctx.globalAlpha = Math.min(0.6, 0.3 * strength);
      ctx.fillStyle = hatch;
      ctx.fill("evenodd");
    }
    ctx.globalAlpha = Math.min(1, style.isMeant ? 0.95 : 0.55 * (style.isVast ? 0.8 : 1));
    ctx.strokeStyle = colour;
    ctx.lineWidth = style.isMeant ? 2 : 1.2;
    ctx.setLineDash(dashOf(style.status));
    ctx.stroke();
  }

  private strokeLine(ctx: CanvasRenderingContext2D, colour: string, style: AreaOptions): void {
    const pen = (width: number, alpha: number, stroke: string): void => {
      ctx.lineWidth = width;
      ctx.globalAlpha = alpha;
      ctx.strokeStyle = stroke;
      ctx.stroke();
    };
    pen(style.isMeant ? 20 : 14, 0.16 * style.fresh * (style.isMeant ? 1.5 : 1), colour);
    pen(5, 0.75, this.palette.halo);
    ctx.setLineDash(dashOf(style.status));
    pen(style.isMeant ? 3.4 : 2.4, style.isMeant ? 1 : 0.85 * style.fresh, colour);
  }

  /** Slanted strokes of one colour; made once for each colour and screen. */
  private hatch(ctx: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
    const ratio = L.Browser.retina ? 2 : 1;
    const key = `${colour} ${ratio}`;
    const known = this.hatches.get(key);
    if (known) return known;
    const side = 8 * ratio;
    const tile = document.createElement("canvas");
    tile.width = tile.height = side;
    const pen = tile.getContext("2d");
    if (!pen) return null;
    pen.strokeStyle = faded(colour, 1);
    pen.lineWidth = 1.1 * ratio;
    pen.beginPath();
    for (const offset of [-side, 0, side]) {
      pen.moveTo(offset, side);
      pen.lineTo(offset + side, 0);
    }
    pen.stroke();
    const pattern = ctx.createPattern(tile, "repeat");
    if (!pattern) return null;
    // The canvas is scaled for fine screens; the pattern is not to be scaled twice.
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    this.hatches.set(key, pattern);
    return pattern;
  }
}

function pathOf(geometry: Geometry, options: AreaOptions): L.Path {
  const turn = ([lon, lat]: Position): [number, number] => [lat, lon];
  switch (geometry.type) {
    case "Polygon":
      return L.polygon(geometry.coordinates.map((ring) => ring.map(turn)), options);
    case "MultiPolygon":
      return L.polygon(geometry.coordinates.map((part) => part.map((ring) => ring.map(turn))), options);
    default:
      return L.polyline(linesOf(geometry).map((line) => line.map(turn)), options);
  }
}

function differs(a: AreaOptions, b: AreaOptions): boolean {
  return a.status !== b.status || a.isMeant !== b.isMeant || a.fresh !== b.fresh;
}

function dashOf(status: Status): number[] {
  if (status === "planned") return [7, 5];
  return status === "alleged" || status === "denied" || status === "retracted" ? [2, 4] : [];
}

function extent({ box }: Item): number {
  return (box.east - box.west) * (box.north - box.south);
}

function isPoint(geometry: Geometry): boolean {
  return geometry.type === "Point" || geometry.type === "MultiPoint";
}

function isArea(geometry: Geometry): boolean {
  return geometry.type === "Polygon" || geometry.type === "MultiPolygon";
}

function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiLineString" ? geometry.coordinates : [];
}

function ringsOf(geometry: Geometry): readonly (readonly Position[])[] {
  if (geometry.type === "Polygon") return geometry.coordinates;
  return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
}

function isInside(ring: readonly Position[], at: L.LatLng): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
    if (a[1] > at.lat !== b[1] > at.lat && at.lng < ((b[0] - a[0]) * (at.lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

function isNear(line: readonly L.Point[], spot: L.Point): boolean {
  return line.some((point, i) => {
    const before = line[i - 1];
    return before !== undefined && L.LineUtil.pointToSegmentDistance(spot, before, point) <= LINE_REACH_PX;
  });
}
