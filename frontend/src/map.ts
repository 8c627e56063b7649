/** The map: the only module that makes a Leaflet map. Values come in by the methods, events go out by `MapEvents`. */
import * as L from "leaflet";
import { icon, button, h } from "./dom";
import type { Words } from "./i18n";
import { AreaLayer } from "./layers/areas";
import { Basemap } from "./layers/basemap";
import { BasemapData } from "./layers/basemap-data";
import { itemOf } from "./layers/item";
import { LabelLayer } from "./layers/labels";
import { MarkLayer } from "./layers/marks";
import { createPlaceMark } from "./layers/place";
import type { Box } from "./geometry";
import type { Palette } from "./palette";
import { ZOOM } from "./permalink";
import type { View } from "./state";
import type { Day } from "./time";
import { createTooltip } from "./tooltip";
import type { Deployment, FoundPlace } from "./types";

export interface MapEvents {
  readonly onMove: (view: View) => void;
  readonly onOpen: (id: string) => void;
  /** Several deployments at one spot. */
  readonly onGroup: (ids: readonly string[]) => void;
  readonly onFit: () => void;
  readonly onHover: (id: string | null) => void;
}

export interface MapView {
  show(deployments: readonly Deployment[], at: Day): void;
  select(id: string | null): void;
  hover(id: string | null): void;
  setView(view: View): void;
  /** Shows all of these beside the legend, or the whole inhabited world if there are none. */
  fit(deployments: readonly Deployment[], animate?: boolean): void;
  /** Brings it into sight; `hiddenPx` of the map's foot are covered. */
  goTo(deployment: Deployment, hiddenPx: number): void;
  /** Flies there and marks it until `unmark`, or until the reader closes the mark. */
  goToPlace(place: FoundPlace, hiddenPx: number): void;
  /** Says whether there was a mark to take away. */
  unmark(): boolean;
  box(): Box;
  restyle(palette: Palette, words: Words): void;
  /** Tiles from elsewhere instead of our own basemap. */
  useTiles(template: string): void;
  resize(): void;
}

const PANES = { areas: 410, labels: 420, marks: 430 } as const;
const WORLD = L.latLngBounds([-35, -30], [62, 130]);

/** `furniture` is where buttons and scale go: unlike the map itself it follows the direction of the page. */
export function createMap(
  container: HTMLElement,
  furniture: HTMLElement,
  look: { readonly palette: Palette; readonly words: Words },
  events: MapEvents,
): MapView {
  const { palette, words } = look;
  const map = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    worldCopyJump: true,
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    zoomSnap: 0.5,
    wheelPxPerZoomLevel: 90,
    maxBounds: [
      [-85, -Infinity],
      [85, Infinity],
    ],
    maxBoundsViscosity: 0.8,
    fadeAnimation: !prefersStillness(),
    zoomAnimation: !prefersStillness(),
    markerZoomAnimation: false,
  });
  for (const [name, layer] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(layer);
    pane.style.pointerEvents = "none";
  }
  const data = new BasemapData();
  const labels = new LabelLayer(data, palette, words.language);
  const basemap = new Basemap(data, palette, labels.redraw);
  const areas = new AreaLayer(palette);
  const marks = new MarkLayer(palette, (drawn) => labels.avoid(drawn));
  const tooltip = createTooltip(container);
  const placeMark = createPlaceMark(map);
  let selected: string | null = null;
  let hovered: string | null = null;
  let w = words;

  map.fitBounds(WORLD, { animate: false });
  for (const layer of [basemap, areas, marks, labels]) layer.addTo(map);
  const controls = mapControls(map, events.onFit);
  const scale = scaleBar(map);
  furniture.append(controls.element, scale.element);
  controls.name(w);
  scale.name(w);

  map.on("moveend", () => events.onMove(viewOf(map)));
  map.on("mousemove", (event: L.LeafletMouseEvent) => {
    const under = pick(event);
    setHover(under[0]?.id ?? null);
    container.classList.toggle("map-over", under.length > 0);
    if (under.length) tooltip.show(under, w, event.containerPoint);
    else tooltip.hide();
  });
  map.on("mouseout movestart zoomstart", () => {
    setHover(null);
    tooltip.hide();
  });
  map.on("click", (event: L.LeafletMouseEvent) => {
    const under = pick(event);
    const [first] = under;
    if (!first) return;
    tooltip.hide();
    if (under.length === 1) events.onOpen(first.id);
    else if (canBeParted(under)) map.fitBounds(boundsOf(under), { padding: [80, 80], maxZoom: 10, animate: !prefersStillness() });
    else events.onGroup(under.map((d) => d.id));
  });

  /** The marks lie over the areas; of areas that overlap the smallest is meant. */
  function pick(event: L.LeafletMouseEvent): readonly Deployment[] {
    const marked = marks.pick(event.layerPoint.x, event.layerPoint.y);
    return marked.length ? marked : areas.pick(event.latlng).slice(0, 1);
  }

  function setHover(id: string | null): void {
    if (id === hovered) return;
    hovered = id;
    marks.hover(id);
    areas.mean(selected, id);
    events.onHover(id);
  }

  /** Whether zooming in would set the members of a number apart. */
  function canBeParted(group: readonly Deployment[]): boolean {
    const bounds = boundsOf(group);
    const apart = map.project(bounds.getNorthEast(), 10).distanceTo(map.project(bounds.getSouthWest(), 10));
    return apart > 60 && map.getZoom() < 10;
  }

  return {
    show(deployments, at) {
      areas.show(deployments, at);
      marks.show(deployments, at);
    },
    select(id) {
      selected = id;
      marks.select(id);
      areas.mean(id, hovered);
    },
    hover: setHover,
    setView: ({ lat, lon, zoom }) => void map.setView([lat, lon], zoom, { animate: false }),
    fit(deployments, animate = true) {
      const bounds = deployments.length ? boundsOf(deployments) : WORLD;
      const { left, right } = coveredSides(furniture, map.getSize().x);
      map.fitBounds(bounds, {
        paddingTopLeft: [Math.max(left, FIT_EDGE_PX), FIT_EDGE_PX],
        paddingBottomRight: [Math.max(right, FIT_EDGE_PX), FIT_EDGE_PX],
        maxZoom: 7,
        animate: animate && !prefersStillness(),
      });
    },
    goTo(deployment, hiddenPx) {
      const { anchor, box } = itemOf(deployment);
      const bounds = deployment.geometry.type === "Point" ? around(anchor[1], anchor[0], deployment.radiusM * 3) : toBounds(box);
      const spot = map.latLngToContainerPoint([anchor[1], anchor[0]]);
      const free = L.bounds([0, 0], map.getSize().subtract([0, hiddenPx]));
      if (free.contains(spot) && map.getZoom() >= 5) return;
      const zoom = Math.min(8, Math.max(5, map.getBoundsZoom(bounds)));
      const middle = map.unproject(map.project([anchor[1], anchor[0]], zoom).add([0, hiddenPx / 2]), zoom);
      map.setView(middle, zoom, { animate: !prefersStillness() });
    },
    goToPlace(place, hiddenPx) {
      const [lon, lat] = place.position;
      const bounds = around(lat, lon, Math.max(place.radiusM, LEAST_AROUND_M) * 1.5);
      const options = { maxZoom: 9, paddingBottomRight: [0, hiddenPx] as [number, number] };
      if (prefersStillness()) map.fitBounds(bounds, { ...options, animate: false });
      else map.flyToBounds(bounds, { ...options, duration: FLIGHT_S });
      placeMark.show(place, w);
    },
    unmark: () => placeMark.clear(),
    box() {
      const bounds = map.getBounds();
      return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
    },
    restyle(next, nextWords) {
      w = nextWords;
      basemap.recolour(next);
      labels.restyle(next, w.language);
      areas.recolour(next);
      marks.recolour(next);
      controls.name(w);
      scale.name(w);
      placeMark.name(w);
      container.setAttribute("aria-label", w.t("mapLabel"));
    },
    useTiles(template) {
      basemap.remove();
      labels.remove();
      L.tileLayer(template, { maxZoom: ZOOM.most }).addTo(map);
    },
    resize: () => void map.invalidateSize({ animate: false }),
  };
}

const FIT_EDGE_PX = 40;
const LEAST_AROUND_M = 8000;
const FLIGHT_S = 0.9;

/** Pixels that an open legend covers at the left or the right of the map; none where it leaves too little beside it. */
function coveredSides(furniture: HTMLElement, width: number): { left: number; right: number } {
  const legend = furniture.querySelector(".legend")?.getBoundingClientRect();
  const stage = furniture.getBoundingClientRect();
  if (!legend || legend.height < stage.height / 3 || legend.width > width / 3) return { left: 0, right: 0 };
  const room = legend.width + FIT_EDGE_PX;
  return legend.left - stage.left < stage.right - legend.right ? { left: room, right: 0 } : { left: 0, right: room };
}

const SCALE_PX = 96;

/** A round length and the bar that long, at the middle of the view. */
function scaleBar(map: L.Map): { element: HTMLElement; name(w: Words): void } {
  const element = h("div", { class: "map-scale", "aria-hidden": "true" });
  let words: Words | null = null;
  const draw = (): void => {
    const middle = map.getSize().divideBy(2);
    const metres = map.distance(
      map.containerPointToLatLng(middle),
      map.containerPointToLatLng(middle.add(L.point(SCALE_PX, 0))),
    );
    const length = roundLength(metres);
    element.style.width = `${(SCALE_PX * length) / metres}px`;
    element.textContent = words ? (length < 1000 ? words.t("metres", { n: length }) : words.t("km", { n: length / 1000 })) : "";
  };
  map.on("moveend resize", draw);
  return {
    element,
    name(w) {
      words = w;
      draw();
    },
  };
}

/** The largest 1, 2 or 5 with noughts that is not longer. */
function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2].find((n) => n * power <= metres) ?? 1) * power;
}

/** Zoom and "everything" buttons, since Leaflet's own are built from HTML text. */
function mapControls(map: L.Map, onFit: () => void): { element: HTMLElement; name(w: Words): void } {
  const zoomIn = button({ class: "map-button" }, [icon("plus")], () => void map.zoomIn(1));
  const zoomOut = button({ class: "map-button" }, [icon("minus")], () => void map.zoomOut(1));
  const fit = button({ class: "map-button" }, [icon("fit")], onFit);
  const element = h("div", { class: "map-buttons" }, zoomIn, zoomOut, fit);
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
  const name = (w: Words): void => {
    for (const [control, key] of [[zoomIn, "zoomIn"], [zoomOut, "zoomOut"], [fit, "fit"]] as const) {
      control.setAttribute("aria-label", w.t(key));
      control.title = w.t(key);
    }
  };
  return { element, name };
}

function viewOf(map: L.Map): View {
  const centre = map.getCenter().wrap();
  return { zoom: map.getZoom(), lat: centre.lat, lon: centre.lng };
}

function boundsOf(deployments: readonly Deployment[]): L.LatLngBounds {
  return L.latLngBounds(deployments.map(itemOf).map(({ anchor: [lon, lat] }) => [lat, lon]));
}

function toBounds(box: Box): L.LatLngBounds {
  return L.latLngBounds([box.south, box.west], [box.north, box.east]);
}

function around(lat: number, lon: number, metres: number): L.LatLngBounds {
  return L.latLng(lat, lon).toBounds(Math.max(metres, 1000) * 2);
}

export function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
