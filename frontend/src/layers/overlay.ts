/** A canvas over the map's view, drawn anew after each move and stretched along while the map zooms. */
import * as L from "leaflet";
import { mercator } from "../geometry";

/** The canvas reaches over the view by this part of its size on each side, so that a drag shows no bare edge. */
const MARGIN = 0.25;

export interface Frame {
  readonly ctx: CanvasRenderingContext2D;
  /** Pixels of the whole world at this zoom. */
  readonly worldSize: number;
  /** Layer point of Mercator x, y (0 to 1), in the copy of the world nearest to the view's middle. */
  readonly place: (x: number, y: number) => { x: number; y: number };
  /** Layer points the canvas covers. */
  readonly area: L.Bounds;
}

export abstract class CanvasOverlay extends L.Layer {
  private readonly canvas: HTMLCanvasElement;
  private centre = L.latLng(0, 0);
  private zoom = 0;
  private pending = 0;

  constructor(
    private readonly paneName: string,
    className: string,
  ) {
    super();
    this.canvas = document.createElement("canvas");
    this.canvas.className = `overlay ${className} leaflet-zoom-animated`;
    this.canvas.setAttribute("aria-hidden", "true");
  }

  /** Draws one picture in layer points. */
  protected abstract draw(frame: Frame): void;

  override onAdd(map: L.Map): this {
    map.getPane(this.paneName)?.append(this.canvas);
    this.paint();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.pending);
    this.pending = 0;
    this.canvas.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      moveend: this.paint,
      viewreset: this.paint,
      resize: this.paint,
      zoomanim: this.stretch as L.LeafletEventHandlerFn,
    };
  }

  /** Draws at the next frame, once however often it is called before. */
  readonly redraw = (): void => {
    if (this.pending || !this._map) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.paint();
    });
  };

  private readonly paint = (): void => {
    const map = this._map;
    const ctx = this.canvas.getContext("2d");
    if (!map || !ctx) return;
    const size = map.getSize();
    const topLeft = map.containerPointToLayerPoint(size.multiplyBy(-MARGIN)).round();
    const extent = size.multiplyBy(1 + 2 * MARGIN).round();
    const ratio = window.devicePixelRatio || 1;
    this.centre = map.getCenter();
    this.zoom = map.getZoom();
    this.clear(ctx, extent, ratio);
    L.DomUtil.setTransform(this.canvas, topLeft, 1);
    ctx.setTransform(ratio, 0, 0, ratio, -topLeft.x * ratio, -topLeft.y * ratio);
    ctx.save();
    this.draw({ ctx, ...placing(map), area: L.bounds(topLeft, topLeft.add(extent)) });
    ctx.restore();
  };

  /** An empty canvas of this size. Setting the size makes a new one even where it is the same, so it is set only then. */
  private clear(ctx: CanvasRenderingContext2D, { x, y }: L.Point, ratio: number): void {
    const [width, height] = [Math.round(x * ratio), Math.round(y * ratio)];
    if (this.canvas.width === width && this.canvas.height === height) {
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, width, height);
      return;
    }
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas.style.width = `${x}px`;
    this.canvas.style.height = `${y}px`;
  }

  private readonly stretch = (event: L.ZoomAnimEvent): void => {
    const map = this._map;
    const scale = map.getZoomScale(event.zoom, this.zoom);
    const size = map.getSize();
    const panePosition = L.DomUtil.getPosition(map.getPane("mapPane") as HTMLElement);
    const origin = map.project(event.center, event.zoom).subtract(size.divideBy(2)).add(panePosition).round();
    const corner = size.multiplyBy(-(0.5 + MARGIN) * scale).add(map.project(this.centre, event.zoom)).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  };
}

function placing(map: L.Map): Pick<Frame, "worldSize" | "place"> {
  const worldSize = 256 * 2 ** map.getZoom();
  const origin = map.getPixelOrigin();
  const middle = mercator(map.getCenter().lng, 0).x;
  return {
    worldSize,
    place: (x, y) => ({
      x: (x + Math.round(middle - x)) * worldSize - origin.x,
      y: y * worldSize - origin.y,
    }),
  };
}
