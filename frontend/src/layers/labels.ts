/** Names of countries, seas and towns, on one canvas over the basemap. A name that would cover another is left out. */
import { mercator } from "../geometry";
import type { Palette } from "../palette";
import type { Language } from "../state";
import type { BasemapData, Labels } from "./basemap-data";
import type { Disc } from "./marks";
import { CanvasOverlay, type Frame } from "./overlay";

const FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans Arabic", "Segoe UI Arabic", sans-serif';

interface Style {
  readonly font: string;
  readonly colour: string;
  readonly spacing: string;
}

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export class LabelLayer extends CanvasOverlay {
  private labels: Labels = { countries: [], seas: [], cities: [] };
  private marks: readonly Disc[] = [];
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly data: BasemapData,
    private palette: Palette,
    private language: Language,
  ) {
    super("labels", "labels");
    void data.labels().then(
      (labels) => {
        this.labels = labels;
        this.redraw();
      },
      () => undefined, // a map without names is still a map
    );
  }

  restyle(palette: Palette, language: Language): void {
    this.palette = palette;
    this.language = language;
    this.redraw();
  }

  /** Names go beside these. */
  avoid(marks: readonly Disc[]): void {
    this.marks = marks;
    this.redraw();
  }

  protected draw(frame: Frame): void {
    const { ctx } = frame;
    const zoom = Math.round(this._map.getZoom());
    const taken: Rect[] = this.marks.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.direction = this.language === "ar" ? "rtl" : "ltr";
    for (const [lon, lat, least, en, ar] of this.labels.countries) {
      if (zoom < least || zoom > 9) continue;
      this.name(frame, { lon, lat, text: this.pick(en, ar), style: this.country(zoom, least), taken });
    }
    for (const [lon, lat, least, en, ar] of this.labels.seas) {
      if (zoom < least) continue;
      this.name(frame, { lon, lat, text: this.pick(en, ar), style: this.sea(), taken });
    }
    const towns = zoom >= 7 ? [...this.labels.cities, ...this.data.towns()] : this.labels.cities;
    for (const [lon, lat, least, en, ar, capital] of towns) {
      if (zoom < least) continue;
      this.town(frame, { lon, lat, text: this.pick(en, ar), zoom, least, isCapital: capital === 1, taken });
    }
  }

  private pick(en: string, ar: string): string {
    return this.language === "ar" ? ar : en;
  }

  /** Capitals with wide letters for Latin; Arabic letters are joined and must not be spread. */
  private country(zoom: number, least: number): Style {
    const size = Math.min(15, 10.5 + Math.max(0, zoom - least) * 1.1);
    const isLatin = this.language === "en";
    return {
      font: `600 ${isLatin ? size : size + 2}px ${FONT}`,
      colour: this.palette.labelSoft,
      spacing: isLatin ? `${(size * 0.09).toFixed(1)}px` : "0px",
    };
  }

  private sea(): Style {
    return { font: `italic 400 ${this.language === "en" ? 12 : 14}px ${FONT}`, colour: this.palette.labelSea, spacing: "0.4px" };
  }

  private name(frame: Frame, label: { lon: number; lat: number; text: string; style: Style; taken: Rect[] }): void {
    const { ctx } = frame;
    const at = point(frame, label.lon, label.lat);
    if (!frame.area.contains([at.x, at.y])) return;
    const text = label.style.font.startsWith("600") && this.language === "en" ? label.text.toUpperCase() : label.text;
    ctx.font = label.style.font;
    ctx.letterSpacing = label.style.spacing;
    ctx.textAlign = "center";
    const w = this.width(ctx, text);
    if (!claim(label.taken, { x: at.x - w / 2, y: at.y - 8, w, h: 16 })) return;
    this.write(ctx, text, at.x, at.y, label.style.colour);
  }

  private town(
    frame: Frame,
    town: { lon: number; lat: number; text: string; zoom: number; least: number; isCapital: boolean; taken: Rect[] },
  ): void {
    const { ctx } = frame;
    const at = point(frame, town.lon, town.lat);
    if (!frame.area.contains([at.x, at.y])) return;
    const isLarge = town.isCapital || town.zoom - town.least >= 2;
    const size = (isLarge ? 12 : 11) + (this.language === "ar" ? 1.5 : 0);
    ctx.font = `${town.isCapital ? 600 : 400} ${size}px ${FONT}`;
    ctx.letterSpacing = "0px";
    const w = this.width(ctx, town.text);
    // Under a mark the name moves to the mark's side and the dot is left out.
    const mark = this.marks.find((disc) => Math.hypot(disc.x - at.x, disc.y - at.y) < disc.r + 5);
    const [x, y, gap] = mark ? [mark.x, mark.y, mark.r + 4] : [at.x, at.y, 6];
    const left = this.language === "ar" ? x - gap - w : x + gap;
    if (!claim(town.taken, { x: left - (mark ? 0 : 4), y: y - 8, w: w + 4, h: 16 })) return;
    if (!mark) this.dot(ctx, at, town.isCapital);
    ctx.textAlign = "left";
    this.write(ctx, town.text, left, y, this.palette.label);
  }

  /** Width of a text in the context's font, measured once: names are drawn anew at each step of the time. */
  private width(ctx: CanvasRenderingContext2D, text: string): number {
    const key = `${ctx.font} ${ctx.letterSpacing} ${text}`;
    const known = this.widths.get(key) ?? ctx.measureText(text).width;
    this.widths.set(key, known);
    return known;
  }

  private dot(ctx: CanvasRenderingContext2D, at: { x: number; y: number }, isCapital: boolean): void {
    ctx.beginPath();
    ctx.arc(at.x, at.y, isCapital ? 2.6 : 1.9, 0, 2 * Math.PI);
    ctx.fillStyle = isCapital ? this.palette.label : this.palette.labelSoft;
    ctx.strokeStyle = this.palette.halo;
    ctx.lineWidth = 2;
    ctx.stroke();
    ctx.fill();
  }

  private write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
    ctx.strokeStyle = this.palette.halo;
    ctx.globalAlpha = 0.85;
    ctx.lineWidth = 3;
    ctx.strokeText(text, x, y);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }
}

function point(frame: Frame, lon: number, lat: number): { x: number; y: number } {
  const { x, y } = mercator(lon, lat);
  return frame.place(x, y);
}

/** Takes the room if it is free. */
function claim(taken: Rect[], rect: Rect): boolean {
  const isFree = taken.every((t) => rect.x > t.x + t.w || t.x > rect.x + rect.w || rect.y > t.y + t.h || t.y > rect.y + rect.h);
  if (isFree) taken.push(rect);
  return isFree;
}
