/** A deployment with what drawing needs, worked out once. */
import { anchorOf, boxOf, mercator, type Box } from "../geometry";
import type { Deployment, Position } from "../types";

export interface Item {
  readonly deployment: Deployment;
  /** Where its mark stands: lon, lat, and as Mercator x, y. */
  readonly anchor: Position;
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

const made = new WeakMap<Deployment, Item>();

export function itemOf(deployment: Deployment): Item {
  const known = made.get(deployment);
  if (known) return known;
  const anchor = anchorOf(deployment.geometry);
  const item = { deployment, anchor, ...mercator(anchor[0], anchor[1]), box: boxOf(deployment.geometry) };
  made.set(deployment, item);
  return item;
}

/** One in so many may lie outside the view the map opens with. */
const STRAYS = 20;

/** Those the map opens with: a single one far from all others must not make the rest small. Few are kept whole. */
export function bulkOf(deployments: readonly Deployment[]): readonly Deployment[] {
  const items = deployments.map(itemOf);
  const strays = Math.floor(items.length / STRAYS);
  if (strays === 0) return deployments;
  const [x, y] = [median(items.map((item) => item.x)), median(items.map((item) => item.y))];
  const farness = (item: Item): number => Math.hypot(item.x - x, item.y - y);
  return items
    .sort((a, b) => farness(a) - farness(b))
    .slice(0, -strays)
    .map((item) => item.deployment);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
