/** The mark of a place that was searched for: a pin and its name, until it is closed. */
import * as L from "leaflet";
import { button, foreign, h, icon, setAttributes, svg } from "../dom";
import type { Words } from "../i18n";
import type { FoundPlace } from "../types";
import { placeFacts } from "../words";

/** Kinds whose extent is a circle round the point; of an area the point is only the middle. */
const ROUND: ReadonlySet<string> = new Set(["city", "base", "airport", "facility", "other"]);

export interface PlaceMark {
  show(place: FoundPlace, w: Words): void;
  /** Says whether there was one to take away. */
  clear(): boolean;
  name(w: Words): void;
}

export function createPlaceMark(map: L.Map): PlaceMark {
  const layers = L.layerGroup().addTo(map);
  let shown: FoundPlace | null = null;

  function draw(place: FoundPlace, w: Words): void {
    const at = L.latLng(place.position[1], place.position[0]);
    layers.clearLayers();
    if (ROUND.has(place.kind ?? "")) {
      L.circle(at, { radius: place.radiusM, interactive: false, className: "place-circle" }).addTo(layers);
    }
    const html = h("div", { class: "place-mark" }, pin(), card(place, w));
    const mark = L.divIcon({ className: "place-spot", html, iconSize: [0, 0] });
    L.marker(at, { icon: mark, interactive: false, keyboard: false, zIndexOffset: 1000 }).addTo(layers);
  }

  function card(place: FoundPlace, w: Words): HTMLElement {
    const close = button({ class: "icon-button icon-button-small" }, [icon("close", 15)], clear);
    setAttributes(close, { "aria-label": w.t("closePlace"), title: w.t("closePlace") });
    const other = place.matched !== place.name && foreign(place.name);
    const words = h("div", { class: "place-words" }, h("strong", {}, foreign(place.matched)), other, h("span", {}, placeFacts(place, w)));
    const element = h("div", { class: "place-card", dir: w.direction }, words, close);
    L.DomEvent.disableClickPropagation(element);
    return element;
  }

  function clear(): boolean {
    const was = shown !== null;
    shown = null;
    layers.clearLayers();
    return was;
  }

  return {
    show(place, w) {
      shown = place;
      draw(place, w);
    },
    clear,
    name: (w) => shown && draw(shown, w),
  };
}

function pin(): SVGSVGElement {
  return svg(
    "svg",
    { class: "place-pin", viewBox: "0 0 24 32", width: 27, height: 36, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M12 1a10.5 10.5 0 0 0-10.5 10.5c0 7.4 10.5 19.5 10.5 19.5s10.5-12.1 10.5-19.5A10.5 10.5 0 0 0 12 1z" }),
    svg("circle", { cx: 12, cy: 11.5, r: 4 }),
  );
}
