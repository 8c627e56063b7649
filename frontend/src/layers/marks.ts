/** The marks of the deployments: one shape each, a number where several stand together, a soft circle for the doubt. */
import { faded, type Palette } from "../palette";
import { freshness, countBy } from "../select";
import { drawMark } from "../symbols";
import type { Day } from "../time";
import { STATUSES, type Deployment } from "../types";
import { groups, type Group } from "./clusters";
import { itemOf, type Item } from "./item";
import { CanvasOverlay, type Frame } from "./overlay";

const MARK_PX = 24;
const REACH_PX = 14;
/** Room for the shadow around a badge. */
const SHADOW_PX = 7;
/** Circles wider than this fill the view and say nothing. */
const WIDEST_DOUBT_PX = 900;
const MOST_DOUBTS = 300;
const EARTH_M = 40_075_016.7;

/** Room a mark takes, in layer points. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

interface Drawn extends Disc {
  readonly group: Group;
}

export class MarkLayer extends CanvasOverlay {
  private items: readonly Item[] = [];
  private at: Day = 0;
  private selected: string | null = null;
  private hovered: string | null = null;
  private drawn: Drawn[] = [];
  private readonly discs = new Map<string, HTMLCanvasElement>();

  /** `onDrawn` hears of each picture, so that names can make room for it. */
  constructor(
    private palette: Palette,
    private readonly onDrawn: (marks: readonly Disc[]) => void,
  ) {
    super("marks", "marks");
  }

  /** `at` is the day from which the age of a report is counted. */
  show(deployments: readonly Deployment[], at: Day): void {
    this.items = deployments.map(itemOf);
    this.at = at;
    this.redraw();
  }

  select(id: string | null): void {
    this.selected = id;
    this.redraw();
  }

  hover(id: string | null): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.redraw();
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.redraw();
  }

  /** The deployments of the mark at a layer point, the topmost; none: empty. */
  pick(x: number, y: number): readonly Deployment[] {
    const hit = this.drawn.findLast((d) => Math.hypot(d.x - x, d.y - y) <= d.r);
    return hit ? hit.group.members.map((item) => item.deployment) : [];
  }

  protected draw(frame: Frame): void {
    const reach = { x: 60, y: 60 };
    this.drawn = groups(this.items, frame.worldSize)
      .map((group) => ({ group, ...frame.place(group.x, group.y), r: radiusOf(group) }))
      .filter((d) => within(frame, d, reach))
      .sort((a, b) => a.y - b.y);
    this.doubts(frame);
    for (const one of this.drawn) this.mark(frame.ctx, one);
    this.onDrawn(this.drawn);
  }

  /** One soft circle for each spot and radius, however many deployments share it. */
  private doubts(frame: Frame): void {
    const seen = new Set<string>();
    for (const { deployment: d, anchor, x, y } of this.items) {
      if (d.geometry.type !== "Point" || d.radiusM <= 0) continue;
      const r = (d.radiusM / (EARTH_M * Math.cos((anchor[1] * Math.PI) / 180))) * frame.worldSize;
      if (r < REACH_PX || r > WIDEST_DOUBT_PX) continue;
      const at = frame.place(x, y);
      if (!within(frame, at, { x: r, y: r })) continue;
      const key = `${anchor[0]} ${anchor[1]} ${d.radiusM} ${d.id === this.selected}`;
      if (seen.has(key) || seen.size > MOST_DOUBTS) continue;
      seen.add(key);
      this.doubt(frame.ctx, { ...at, r }, d);
    }
  }

  private doubt(ctx: CanvasRenderingContext2D, { x, y, r }: { x: number; y: number; r: number }, d: Deployment): void {
    const colour = this.palette.status[d.status];
    const isMeant = d.id === this.selected || d.id === this.hovered;
    const fill = ctx.createRadialGradient(x, y, 0, x, y, r);
    fill.addColorStop(0, faded(colour, isMeant ? 0.28 : 0.16));
    fill.addColorStop(0.75, faded(colour, isMeant ? 0.16 : 0.08));
    fill.addColorStop(1, faded(colour, isMeant ? 0.08 : 0.03));
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.setLineDash([2, 4]);
    ctx.lineWidth = 1;
    ctx.strokeStyle = faded(colour, isMeant ? 0.8 : 0.4);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  private mark(ctx: CanvasRenderingContext2D, { group, x, y, r }: Drawn): void {
    const isSelected = group.members.some((item) => item.deployment.id === this.selected);
    const isHovered = group.members.some((item) => item.deployment.id === this.hovered);
    if (isSelected || isHovered) this.ring(ctx, { x, y, r: r + (isSelected ? 4 : 3) }, isSelected);
    const [only] = group.members;
    if (group.members.length > 1 || !only) return this.badge(ctx, group, { x, y, r });
    const fresh = isSelected || isHovered ? 1 : freshness(only.deployment, this.at);
    drawMark(ctx, only.deployment.status, { x, y, size: MARK_PX, fresh }, this.palette);
  }

  private ring(ctx: CanvasRenderingContext2D, { x, y, r }: { x: number; y: number; r: number }, isSelected: boolean): void {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = faded(this.palette.surface, 0.85);
    ctx.fill();
    ctx.lineWidth = isSelected ? 2.5 : 1.5;
    ctx.strokeStyle = isSelected ? this.palette.ink : faded(this.palette.ink, 0.5);
    ctx.stroke();
  }

  /** A number in a ring whose parts are the statuses of those it counts. */
  private badge(ctx: CanvasRenderingContext2D, group: Group, { x, y, r }: { x: number; y: number; r: number }): void {
    const disc = this.disc(r);
    const side = 2 * (r + SHADOW_PX);
    ctx.drawImage(disc, x - side / 2, y - side / 2, side, side);
    const counts = countBy(group.members.map((item) => item.deployment));
    const width = 3.6;
    let angle = -Math.PI / 2;
    for (const status of STATUSES) {
      const share = (counts[status] / group.members.length) * 2 * Math.PI;
      if (share === 0) continue;
      const gap = share < 6.2 ? 0.09 : 0;
      ctx.beginPath();
      ctx.arc(x, y, r - width / 2 - 1, angle + gap / 2, angle + share - gap / 2);
      ctx.lineWidth = width;
      ctx.strokeStyle = this.palette.status[status];
      ctx.stroke();
      angle += share;
    }
    ctx.fillStyle = this.palette.ink;
    ctx.font = `600 ${r > 17 ? 13 : 12}px "Noto Sans", "Segoe UI", Roboto, Arial, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(String(group.members.length), x, y + 0.5);
  }

  /** The ground of a badge with its shadow, drawn once for a radius: a blur is the dearest thing a canvas draws. */
  private disc(r: number): HTMLCanvasElement {
    const ratio = window.devicePixelRatio || 1;
    const key = `${r} ${ratio} ${this.palette.surface}`;
    const known = this.discs.get(key);
    if (known) return known;
    const disc = document.createElement("canvas");
    disc.width = disc.height = Math.ceil(2 * (r + SHADOW_PX) * ratio);
    this.discs.set(key, disc);
    const pen = disc.getContext("2d");
    if (!pen) return disc;
    pen.scale(disc.width / (2 * (r + SHADOW_PX)), disc.height / (2 * (r + SHADOW_PX)));
    pen.beginPath();
    pen.arc(r + SHADOW_PX, r + SHADOW_PX, r, 0, 2 * Math.PI);
    pen.fillStyle = this.palette.surface;
    // The canvas scales lengths, but not those of a shadow.
    pen.shadowColor = "rgba(10, 20, 30, 0.35)";
    pen.shadowBlur = 5 * ratio;
    pen.shadowOffsetY = ratio;
    pen.fill();
    return disc;
  }
}

/** In half pixels, so that badges of many sizes share few discs. */
function radiusOf(group: Group): number {
  return group.members.length === 1 ? REACH_PX : Math.min(26, Math.round(27 + 4.4 * Math.log2(group.members.length)) / 2);
}

function within(frame: Frame, at: { x: number; y: number }, reach: { x: number; y: number }): boolean {
  const { min, max } = frame.area;
  if (!min || !max) return false;
  return at.x > min.x - reach.x && at.x < max.x + reach.x && at.y > min.y - reach.y && at.y < max.y + reach.y;
}
