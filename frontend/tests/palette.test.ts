import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { channels, contrast, DARK, LIGHT, linear, mixed, type Palette } from "../src/palette";
import { STATUSES } from "../src/types";

const THEMES: readonly (readonly [string, Palette])[] = [
  ["light", LIGHT],
  ["dark", DARK],
];

/** What dichromats see, in linear light. Source: Machado, Oliveira, Fernandes 2009, severity 1. */
const DICHROMATS = {
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** Distance of two colours as such eyes see them, in OKLab: about 0.02 is just noticed. */
function distance(a: string, b: string, matrix: readonly number[]): number {
  const [p, q] = [a, b].map((hex) => oklab(seen(hex, matrix))) as [number[], number[]];
  return Math.hypot(...p.map((value, i) => value - (q[i] ?? 0)));
}

function seen(hex: string, m: readonly number[]): number[] {
  const rgb = channels(hex).map((value) => linear(value / 255));
  return [0, 3, 6].map((row) => Math.max(0, rgb.reduce((sum, value, i) => sum + value * (m[row + i] ?? 0), 0)));
}

function oklab([r = 0, g = 0, b = 0]: readonly number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

describe.each(THEMES)("%s", (name, palette) => {
  it.each(STATUSES)("%s stands out from land and sea by 3 to 1", (status) => {
    expect(contrast(palette.status[status], palette.land)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.status[status], palette.sea)).toBeGreaterThanOrEqual(3);
  });

  it("names can be read on the land", () => {
    expect(contrast(palette.label, palette.land)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.labelSoft, palette.land)).toBeGreaterThanOrEqual(4.5);
  });

  // Statuses of like shape must differ by colour for every eye; the others differ by shape, too.
  it.each(Object.entries(DICHROMATS))("filled marks stay apart for %s eyes", (_, matrix) => {
    const filled = ["alleged", "reported", "corroborated", "confirmed", "disputed", "denied"] as const;
    for (const a of filled) {
      for (const b of filled) {
        if (a < b) expect([a, b, distance(palette.status[a], palette.status[b], matrix) > 0.04]).toEqual([a, b, true]);
      }
    }
  });

  it("has the same status colours in the style sheet", () => {
    const css = readFileSync(new URL("../src/styles/tokens.css", import.meta.url), "utf8");
    const block = css.slice(css.indexOf(`data-theme="${name}"`)).split("}")[0] ?? "";
    for (const status of STATUSES) expect(block).toContain(`--status-${status}: ${palette.status[status]};`);
    expect(block).toContain(`--sea: ${palette.sea};`);
  });
});

it("mixes two colours", () => {
  expect(mixed("#000000", "#ffffff", 0.5)).toBe("#808080");
  expect(mixed("#12ab34", "#ffffff", 0)).toBe("#12ab34");
});
