/** The mark of each status: one shape, drawn on the map's canvas and as SVG in lists and legend. */
import { svg } from "./dom";
import { mixed, type Palette } from "./palette";
import type { Status } from "./types";

/** A stroke or fill of a mark. `colour` is the status's own, `ground` what lies behind it. */
interface Part {
  readonly d: string;
  readonly fill?: "colour" | "ground";
  readonly stroke?: "colour" | "ground";
  readonly width?: number;
  readonly dash?: readonly number[];
}

const CIRCLE = "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z";
const SMALL_CIRCLE = "M-6.2 0a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0 -12.4 0Z";
const RIGHT_HALF = "M0 -7a7 7 0 0 1 0 14Z";
const LEFT_HALF = "M0 -7a7 7 0 0 0 0 14Z";
const TRIANGLE = "M0 -7.8L7.6 5.8L-7.6 5.8Z";
const SQUARE = "M-6.4 -4.6a1.8 1.8 0 0 1 1.8 -1.8h9.2a1.8 1.8 0 0 1 1.8 1.8v9.2a1.8 1.8 0 0 1 -1.8 1.8h-9.2a1.8 1.8 0 0 1 -1.8 -1.8Z";
const DIAMOND = "M0 -8.4L8.4 0L0 8.4L-8.4 0Z";
const TICK = "M-3.2 0.2L-0.9 2.6L3.4 -2.2";

/** Size of the box the shapes stand in, from -11 to 11. */
export const BOX = 22;

/** The shape alone says the status; the colour says it again. */
const MARKS: Readonly<Record<Status, readonly Part[]>> = {
  planned: [{ d: SMALL_CIRCLE, fill: "ground", stroke: "colour", width: 2.2, dash: [3.1, 2.46] }],
  alleged: [{ d: TRIANGLE, fill: "colour" }],
  reported: [{ d: CIRCLE, fill: "colour" }],
  corroborated: [{ d: SQUARE, fill: "colour" }],
  confirmed: [
    { d: DIAMOND, fill: "colour" },
    { d: TICK, stroke: "ground", width: 1.9 },
  ],
  disputed: [
    { d: RIGHT_HALF, fill: "ground" },
    { d: LEFT_HALF, fill: "colour" },
    { d: CIRCLE, stroke: "colour", width: 1.8 },
  ],
  denied: [
    { d: SMALL_CIRCLE, fill: "ground", stroke: "colour", width: 2 },
    { d: "M-7.6 7.6L7.6 -7.6", stroke: "colour", width: 2.2 },
  ],
  ended: [{ d: SMALL_CIRCLE, fill: "ground", stroke: "colour", width: 2 }],
  retracted: [
    { d: SMALL_CIRCLE, fill: "ground", stroke: "colour", width: 1.4 },
    { d: "M-3 -3L3 3M-3 3L3 -3", stroke: "colour", width: 1.8 },
  ],
};

const OUTLINES: Readonly<Record<Status, string>> = {
  planned: SMALL_CIRCLE,
  alleged: TRIANGLE,
  reported: CIRCLE,
  corroborated: SQUARE,
  confirmed: DIAMOND,
  disputed: CIRCLE,
  denied: SMALL_CIRCLE,
  ended: SMALL_CIRCLE,
  retracted: SMALL_CIRCLE,
};

const paths = new Map<string, Path2D>();

function path(d: string): Path2D {
  const known = paths.get(d) ?? new Path2D(d);
  paths.set(d, known);
  return known;
}

/** Draws the mark with its middle at x, y; `size` is the side of its box in CSS pixels, `fresh` 1 or the paler the less. */
export function drawMark(
  ctx: CanvasRenderingContext2D,
  status: Status,
  { x, y, size, fresh }: { x: number; y: number; size: number; fresh: number },
  palette: Palette,
): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size / BOX, size / BOX);
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  ctx.strokeStyle = palette.halo;
  ctx.lineWidth = 4;
  ctx.stroke(path(OUTLINES[status]));
  ctx.lineCap = "butt";
  const colour = mixed(palette.status[status], palette.halo, 1 - fresh);
  for (const part of MARKS[status]) drawPart(ctx, part, { colour, ground: palette.surface });
  ctx.restore();
}

function drawPart(ctx: CanvasRenderingContext2D, part: Part, tones: { colour: string; ground: string }): void {
  if (part.fill) {
    ctx.fillStyle = tones[part.fill];
    ctx.fill(path(part.d));
  }
  if (part.stroke) {
    ctx.strokeStyle = tones[part.stroke];
    ctx.lineWidth = part.width ?? 1;
    ctx.setLineDash([...(part.dash ?? [])]);
    ctx.stroke(path(part.d));
    ctx.setLineDash([]);
  }
}

/** The same mark for the page; colours come from the style sheet, so that it follows the theme. */
export function markIcon(status: Status, size = 18): SVGSVGElement {
  const icon = svg("svg", {
    class: `mark mark-${status}`,
    viewBox: `${-BOX / 2} ${-BOX / 2} ${BOX} ${BOX}`,
    width: size,
    height: size,
    "aria-hidden": "true",
    focusable: "false",
  });
  for (const part of MARKS[status]) {
    icon.append(
      svg("path", {
        d: part.d,
        class: `mark-part fill-${part.fill ?? "none"} stroke-${part.stroke ?? "none"}`,
        "stroke-width": part.width ?? 0,
        "stroke-dasharray": part.dash?.join(" ") ?? "none",
        "stroke-linejoin": "round",
      }),
    );
  }
  return icon;
}
