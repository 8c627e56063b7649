/** Values with defaults, so that a test shows only what matters. */
import { deployment, type Deployment } from "../src/types";
import { parseDay, type Day } from "../src/time";

export function day(text: string): Day {
  const value = parseDay(text);
  if (value === null) throw new Error(`${text} is no day`);
  return value;
}

export function feature(properties: Record<string, unknown> = {}, geometry: unknown = { type: "Point", coordinates: [44.4, 33.3] }): object {
  return {
    type: "Feature",
    id: "d1",
    geometry,
    properties: {
      id: "d1",
      actor: "Blue Guard",
      actor_id: "blue-guard",
      action: "deploy",
      force: null,
      equipment: null,
      quantity_min: null,
      quantity_max: null,
      quantity_unit: null,
      place: "Port Amsel",
      place_id: "gn:1",
      precision: "settlement",
      radius_m: 4000,
      start: "2023-08-07",
      end: null,
      start_precision: "day",
      end_precision: "open",
      status: "reported",
      confidence: 0.7,
      origins: 1,
      claims: 1,
      denials: 0,
      first_reported: "2023-08-08",
      last_reported: "2023-08-14",
      quote: "They came.",
      source: "The Paper",
      url: null,
      sample: false,
      updated: "2023-08-14T00:00:00Z",
      ...properties,
    },
  };
}

export function made(properties: Record<string, unknown> = {}, geometry?: unknown): Deployment {
  const one = deployment(feature(properties, geometry));
  if (!one) throw new Error("the feature was refused");
  return one;
}
