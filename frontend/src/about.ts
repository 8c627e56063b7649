/** What the map is, what it rests on, and under which licences. */
import { button, h, icon } from "./dom";
import type { Words } from "./i18n";
import type { ServerStatus } from "./types";

export interface About {
  readonly element: HTMLDialogElement;
  open(w: Words, status: ServerStatus | null): void;
}

export function createAbout(): About {
  const element = h("dialog", { class: "dialog", "aria-labelledby": "about-title" });
  return {
    element,
    open(w, status) {
      element.replaceChildren(...content(w, status, () => element.close()));
      element.showModal();
    },
  };
}

function content(w: Words, status: ServerStatus | null, close: () => void): HTMLElement[] {
  const closeButton = button({ class: "icon-button", "aria-label": w.t("close") }, [icon("close")], close);
  return [
    h("div", { class: "dialog-head" }, h("h2", { id: "about-title", class: "dialog-title" }, w.t("aboutTitle")), closeButton),
    h(
      "div",
      { class: "dialog-body prose" },
      h("p", {}, w.t("aboutWhat")),
      h("p", {}, w.t("aboutLimits")),
      status && h("p", { class: "hint" }, numbers(status, w)),
      h("h3", {}, w.t("aboutApi")),
      h("p", {}, w.t("aboutApiText")),
      h("p", {}, h("code", { dir: "ltr" }, "/collections/deployments/items?bbox=38,29,49,38&datetime=2023-08-01/2023-08-31")),
      h("h3", {}, w.t("aboutData")),
      h(
        "ul",
        {},
        ...(["aboutNaturalEarth", "aboutGeonames", "aboutAirports", "aboutLeaflet"] as const).map((key) => h("li", {}, w.t(key))),
      ),
      h("p", { class: "hint" }, w.t("aboutBorders")),
    ),
  ];
}

function numbers(status: ServerStatus, w: Words): string {
  return w.t("aboutNumbers", {
    deployments: w.t("deployments", { n: status.deployments }),
    reports: w.t("reports", { n: status.reports }),
    queued: status.queued,
    quarantined: status.quarantined,
    version: status.version,
  });
}
