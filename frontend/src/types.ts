/** What the server sends, checked at the door and turned into the values the map works with. */
import { parseDay, type Day, type Span } from "./time";

export const STATUSES = [
  "planned",
  "alleged",
  "reported",
  "corroborated",
  "confirmed",
  "disputed",
  "denied",
  "ended",
  "retracted",
] as const;
export type Status = (typeof STATUSES)[number];

export const ACTIONS = [
  "deploy",
  "reinforce",
  "arrive",
  "station",
  "emplace",
  "build_up",
  "rotate",
  "reposition",
  "withdraw",
  "close",
  "exercise",
  "patrol",
] as const;
export type Action = (typeof ACTIONS)[number];

export const PRECISIONS = ["site", "settlement", "district", "province", "country", "region", "sea", "line"] as const;
export type Precision = (typeof PRECISIONS)[number];

export const PLACE_KINDS = ["country", "admin", "city", "base", "airport", "sea", "region", "border", "facility", "other"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export const STANCES = ["asserted", "alleged", "denied", "confirmed", "planned"] as const;
export type Stance = (typeof STANCES)[number];

export const DATE_PRECISIONS = ["day", "week", "month", "season", "year", "open", "unknown"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

export const UNITS = [
  "personnel",
  "aircraft",
  "ship",
  "vehicle",
  "convoy",
  "battlegroup",
  "facility",
  "battalion",
  "brigade",
  "squadron",
  "battery",
  "company",
] as const;
export type Unit = (typeof UNITS)[number];

export const GRADES = ["A", "B", "C", "D", "E", "F"] as const;
export type Grade = (typeof GRADES)[number];

/** A strength: `min` or `max` null is an open end. */
export interface Quantity {
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: Unit | null;
}

/** lon, lat */
export type Position = readonly [number, number];

export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "MultiPoint" | "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString" | "Polygon"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** One deployment; null is "not known". `valid` is when it is drawn, its end Infinity while it is open. */
export interface Deployment {
  readonly id: string;
  readonly actor: string;
  readonly actorId: string;
  readonly action: Action;
  readonly force: string | null;
  readonly equipment: string | null;
  readonly quantity: Quantity | null;
  readonly place: string;
  readonly placeId: string | null;
  readonly precision: Precision;
  readonly radiusM: number;
  readonly start: Day | null;
  readonly end: Day | null;
  readonly startPrecision: DatePrecision;
  readonly endPrecision: DatePrecision;
  readonly status: Status;
  readonly confidence: number | null;
  readonly origins: number;
  readonly claims: number;
  readonly denials: number;
  readonly firstReported: Day;
  readonly lastReported: Day;
  readonly quote: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly sample: boolean;
  readonly geometry: Geometry;
  readonly valid: Span;
}

/** One claim behind a deployment. */
export interface Evidence {
  readonly claimId: string;
  readonly role: "supports" | "contradicts";
  readonly stance: Stance;
  readonly action: Action | null;
  readonly actor: string | null;
  /** Who says it, innermost first; empty where the narrator speaks. */
  readonly holders: readonly string[];
  readonly ownSide: boolean;
  readonly routine: boolean;
  readonly quote: string;
  readonly placeText: string | null;
  readonly force: string | null;
  readonly equipment: string | null;
  readonly quantity: Quantity | null;
  readonly start: Day | null;
  readonly end: Day | null;
  readonly datePrecision: DatePrecision;
  readonly datesInferred: boolean;
  readonly source: string;
  readonly sourceClass: string | null;
  readonly reliability: Grade;
  readonly title: string | null;
  readonly url: string | null;
  readonly published: Day | null;
  readonly sample: boolean;
}

export interface ServerStatus {
  readonly version: string;
  readonly sample: boolean;
  readonly deployments: number;
  readonly reports: number;
  readonly queued: number;
  readonly quarantined: number;
  readonly basemapUrl: string | null;
  readonly basemapAttribution: string | null;
}

export interface FoundPlace {
  readonly id: string;
  readonly name: string;
  /** The name that fits what was typed, in its own script. */
  readonly matched: string;
  /** "Ayn al-Asad, Anbar, Iraq" */
  readonly label: string;
  readonly kind: PlaceKind | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  readonly position: Position;
  readonly radiusM: number;
  readonly isReported: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** The deployment of a GeoJSON feature; null where a part the map cannot do without is missing or wrong. */
export function deployment(feature: unknown): Deployment | null {
  if (!isObject(feature) || !isObject(feature["properties"])) return null;
  const p = feature["properties"];
  const geometry = geometryOf(feature["geometry"]);
  const id = text(p["id"]) ?? text(feature["id"]);
  const status = oneOf(STATUSES, p["status"]);
  const action = oneOf(ACTIONS, p["action"]);
  const precision = oneOf(PRECISIONS, p["precision"]);
  const firstReported = parseDay(text(p["first_reported"]));
  if (!geometry || !id || !status || !action || !precision || firstReported === null) return null;
  const start = parseDay(text(p["start"]));
  const end = parseDay(text(p["end"]));
  const lastReported = parseDay(text(p["last_reported"])) ?? firstReported;
  const endPrecision = oneOf(DATE_PRECISIONS, p["end_precision"]) ?? "unknown";
  return {
    id,
    actor: text(p["actor"]) ?? text(p["actor_id"]) ?? "?",
    actorId: text(p["actor_id"]) ?? "?",
    action,
    force: text(p["force"]),
    equipment: text(p["equipment"]),
    quantity: quantityOf(p),
    place: text(p["place"]) ?? "?",
    placeId: text(p["place_id"]),
    precision,
    radiusM: Math.max(0, number(p["radius_m"]) ?? 0),
    start,
    end,
    startPrecision: oneOf(DATE_PRECISIONS, p["start_precision"]) ?? "unknown",
    endPrecision,
    status,
    confidence: number(p["confidence"]),
    origins: number(p["origins"]) ?? 1,
    claims: number(p["claims"]) ?? 1,
    denials: number(p["denials"]) ?? 0,
    firstReported,
    lastReported,
    quote: text(p["quote"]),
    source: text(p["source"]),
    url: webAddress(p["url"]),
    sample: p["sample"] === true,
    geometry,
    valid: validTime({ start, end, endPrecision, firstReported, lastReported }),
  };
}

/**
 * When a deployment is on the map. A start that is not known is the day of the first report. An end that is open has
 * not been reported; one that is not known goes with the last report.
 */
export function validTime(d: {
  start: Day | null;
  end: Day | null;
  endPrecision: DatePrecision;
  firstReported: Day;
  lastReported: Day;
}): Span {
  const from = d.start ?? Math.min(d.firstReported, d.end ?? d.firstReported);
  const to = d.end ?? (d.endPrecision === "open" ? Infinity : d.lastReported);
  return { from, to: Math.max(from, to) };
}

/** The claims of a deployment's own page; those without a quote are left out, since they prove nothing. */
export function evidence(feature: unknown): Evidence[] {
  const list = isObject(feature) ? feature["evidence"] : null;
  return Array.isArray(list) ? list.map(claim).filter((one) => one !== null) : [];
}

function claim(value: unknown): Evidence | null {
  if (!isObject(value)) return null;
  const quote = text(value["quote"]);
  if (!quote) return null;
  const chain = Array.isArray(value["holders"]) ? value["holders"].map(text).filter((name) => name !== null) : [];
  const holder = text(value["holder"]);
  return {
    claimId: String(value["claim_id"] ?? ""),
    role: value["role"] === "contradicts" ? "contradicts" : "supports",
    stance: oneOf(STANCES, value["stance"]) ?? "asserted",
    action: oneOf(ACTIONS, value["action"]),
    actor: text(value["actor"]),
    holders: chain.length || !holder ? chain : [holder],
    ownSide: value["own_side"] === true,
    routine: value["routine"] === true,
    quote,
    placeText: text(value["place_text"]),
    force: text(value["force"]),
    equipment: text(value["equipment"]),
    quantity: quantityOf(value),
    start: parseDay(text(value["start"])),
    end: parseDay(text(value["end"])),
    datePrecision: oneOf(DATE_PRECISIONS, value["date_precision"]) ?? "unknown",
    datesInferred: value["dates_inferred"] === true,
    source: text(value["source"]) ?? text(value["source_id"]) ?? "?",
    sourceClass: text(value["source_class"]),
    reliability: oneOf(GRADES, value["reliability"]) ?? "F",
    title: text(value["title"]),
    url: webAddress(value["url"]),
    published: parseDay(text(value["published"])),
    sample: value["sample"] === true,
  };
}

export function serverStatus(value: unknown): ServerStatus {
  const p = isObject(value) ? value : {};
  return {
    version: text(p["version"]) ?? "",
    sample: p["sample"] === true,
    deployments: number(p["deployments"]) ?? 0,
    reports: number(p["reports"]) ?? 0,
    queued: number(p["queued"]) ?? 0,
    quarantined: number(p["quarantined"]) ?? 0,
    basemapUrl: tileTemplate(p["basemap_url"]),
    basemapAttribution: text(p["basemap_attribution"]),
  };
}

/** Places of a GeoJSON collection, or of a plain list under `places`. */
export function foundPlaces(value: unknown): FoundPlace[] {
  const body = isObject(value) ? value : {};
  const list = Array.isArray(value) ? value : (body["features"] ?? body["places"]);
  return Array.isArray(list) ? list.map(foundPlace).filter((one) => one !== null) : [];
}

function foundPlace(value: unknown): FoundPlace | null {
  if (!isObject(value)) return null;
  const p = isObject(value["properties"]) ? value["properties"] : value;
  const geometry = geometryOf(value["geometry"]);
  const lon = number(p["lon"]) ?? (geometry?.type === "Point" ? geometry.coordinates[0] : null);
  const lat = number(p["lat"]) ?? (geometry?.type === "Point" ? geometry.coordinates[1] : null);
  const name = text(p["name"]);
  if (!name || lon === null || lat === null) return null;
  return {
    id: text(p["id"]) ?? text(value["id"]) ?? name,
    name,
    matched: text(p["matched"]) ?? name,
    label: text(p["label"]) ?? name,
    kind: oneOf(PLACE_KINDS, p["kind"]),
    country: text(p["country"]),
    position: [lon, lat],
    radiusM: number(p["radius_m"]) ?? 10_000,
    isReported: p["reported"] === true,
  };
}

/** The address if it is http or https without user info, else null: no link is made of anything else. */
export function webAddress(value: unknown): string | null {
  const given = text(value);
  if (!given || !/^https?:\/\//i.test(given)) return null;
  try {
    const url = new URL(given);
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}

function tileTemplate(value: unknown): string | null {
  const given = text(value);
  const isTemplate = given !== null && /^(https?:\/\/|\/)/i.test(given) && ["{z}", "{x}", "{y}"].every((k) => given.includes(k));
  return isTemplate ? given : null;
}

const DEPTHS = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const;

function geometryOf(value: unknown): Geometry | null {
  if (!isObject(value) || typeof value["type"] !== "string" || !Object.hasOwn(DEPTHS, value["type"])) return null;
  const type = value["type"] as keyof typeof DEPTHS;
  return arePositions(value["coordinates"], DEPTHS[type]) ? (value as unknown as Geometry) : null;
}

function arePositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  if (depth > 0) return value.every((part) => arePositions(part, depth - 1));
  const [lon, lat] = value as readonly unknown[];
  return Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon as number) <= 540 && Math.abs(lat as number) <= 90;
}

function quantityOf(p: Json): Quantity | null {
  const min = number(p["quantity_min"]);
  const max = number(p["quantity_max"]);
  return min === null && max === null ? null : { min, max, unit: oneOf(UNITS, p["quantity_unit"]) };
}

function oneOf<const T extends string>(values: readonly T[], value: unknown): T | null {
  return values.find((one) => one === value) ?? null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
