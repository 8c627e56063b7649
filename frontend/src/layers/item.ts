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
