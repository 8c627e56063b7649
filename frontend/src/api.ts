/** The requests of the page. Addresses are relative, each request can be given up, answers pass `types.ts`. */
import { deployment, evidence, foundPlaces, serverStatus } from "./types";
import type { Deployment, Evidence, FoundPlace, Position, ServerStatus } from "./types";
import type { Filters } from "./state";
import { isoDay, type Span } from "./time";

/** An answer that is not the one asked for. `status` is 0 where none came. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const PAGE = 1000;
/** More pages than this are a server that goes round in a circle. */
const MOST_PAGES = 500;
const ITEMS = "collections/deployments/items";

/** All deployments, page by page as they come. */
export async function* deployments(signal: AbortSignal): AsyncGenerator<Deployment[]> {
  let next: string | null = `${ITEMS}?limit=${PAGE}`;
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const body: unknown = await json(next, signal);
    const features = field(body, "features");
    if (!Array.isArray(features)) throw new RequestFailed(200, "no features");
    yield features.map(deployment).filter((one) => one !== null);
    next = nextPage(body);
  }
}

/** A deployment with its claims; null where the server does not know it. */
export async function deploymentWithEvidence(
  id: string,
  signal: AbortSignal,
): Promise<{ readonly deployment: Deployment; readonly evidence: readonly Evidence[] } | null> {
  try {
    const body = await json(itemAddress(id), signal);
    const one = deployment(body);
    return one && { deployment: one, evidence: evidence(body) };
  } catch (error) {
    if (error instanceof RequestFailed && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}

export async function status(signal: AbortSignal): Promise<ServerStatus> {
  return serverStatus(await json("status", signal));
}

/** Places whose names begin so. Those round `near` are raised, where it is given. */
export async function places(query: string, near: Position | null, signal: AbortSignal): Promise<FoundPlace[]> {
  const asked = new URLSearchParams({ q: query, limit: "7" });
  if (near) asked.set("near", near.map((degrees) => degrees.toFixed(2)).join(","));
  return foundPlaces(await json(`places?${asked}`, signal));
}

export function itemAddress(id: string): string {
  return `${ITEMS}/${encodeURIComponent(id)}`;
}

/** Address of the GeoJSON of what is chosen. A search for words is the page's own and not part of it. */
export function selectionAddress(filters: Filters, span: Span | null): string {
  const query = new URLSearchParams();
  if (filters.actors.length) query.set("actor_id", filters.actors.join(","));
  if (filters.statuses.length) query.set("status", filters.statuses.join(","));
  if (filters.actions.length) query.set("action", filters.actions.join(","));
  if (span) query.set("datetime", `${isoDay(span.from)}/${isoDay(span.to)}`);
  query.set("limit", "10000");
  return `${ITEMS}?${query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/")}`;
}

async function json(address: string, signal: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { signal, headers: { accept: "application/geo+json, application/json" } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed(0, "no connection");
  }
  if (!response.ok) throw new RequestFailed(response.status, `HTTP ${response.status}`);
  try {
    return (await response.json()) as unknown;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed(response.status, "broken answer");
  }
}

/** Address of the next page, on the page's own server whatever host the link names. */
function nextPage(body: unknown): string | null {
  const links = field(body, "links");
  if (!Array.isArray(links)) return null;
  const href: unknown = field(
    links.find((link) => field(link, "rel") === "next"),
    "href",
  );
  if (typeof href !== "string") return null;
  const query = href.indexOf("?");
  return query < 0 ? null : ITEMS + href.slice(query);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
