/**
 * Colours that a canvas must know, for the light and the dark map. The page's own are in styles/tokens.css.
 *
 * The statuses are taken from the eight colours of Okabe and Ito (2008), each darkened or lightened until it stands
 * out from land and sea by 3:1 or more; a test holds that, and that they stay apart for colour-blind eyes. No colour
 * stands for friend or foe.
 */
import type { Status } from "./types";

export interface Palette {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly unit: string;
  readonly label: string;
  readonly labelSoft: string;
  readonly labelSea: string;
  readonly halo: string;
  readonly ink: string;
  readonly surface: string;
  readonly status: Readonly<Record<Status, string>>;
}

export const LIGHT: Palette = {
  sea: "#dbe5ea",
  land: "#f6f4ef",
  coast: "#b4c3cb",
  border: "#a79f93",
  unit: "#d9d3c8",
  label: "#4c4a45",
  labelSoft: "#6d6a63",
  labelSea: "#6c8794",
  halo: "#f6f4ef",
  ink: "#1b2730",
  surface: "#ffffff",
  status: {
    planned: "#2f80b5",
    alleged: "#a67200",
    reported: "#0064a8",
    corroborated: "#00845f",
    confirmed: "#1f2d38",
    disputed: "#a3427f",
    denied: "#b0400a",
    ended: "#6a7580",
    retracted: "#7b8085",
  },
};

export const DARK: Palette = {
  sea: "#10171d",
  land: "#1d262d",
  coast: "#33424d",
  border: "#52616c",
  unit: "#2b3740",
  label: "#b9c3ca",
  labelSoft: "#8e9ba4",
  labelSea: "#58707f",
  halo: "#1a2229",
  ink: "#e8eef2",
  surface: "#182027",
  status: {
    planned: "#8fd0f5",
    alleged: "#e8b04b",
    reported: "#4ea6e6",
    corroborated: "#35c79c",
    confirmed: "#f1f5f8",
    disputed: "#d184c4",
    denied: "#f2824e",
    ended: "#9aa6b0",
    retracted: "#87919a",
  },
};

/** `#rrggbb` with an alpha, as canvas wants it. */
export function faded(hex: string, alpha: number): string {
  const [r, g, b] = channels(hex);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** `hex` moved towards `ground` by a share of 0 to 1: pale, but nothing shines through. */
export function mixed(hex: string, ground: string, share: number): string {
  const [a, b] = [channels(hex), channels(ground)];
  const mix = a.map((value, i) => Math.round(value + ((b[i] as number) - value) * share));
  return `#${mix.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, relative luminance. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((value) => linear(value / 255)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Linear light of an sRGB channel, 0 to 1. */
export function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
