/** The card beside the pointer. For the eye only: everything in it is in the list, too. */
import { foreign, h } from "./dom";
import type { Words } from "./i18n";
import { markIcon } from "./symbols";
import type { Deployment } from "./types";
import { shortInterval, strength } from "./words";

const MOST = 4;
const GAP_PX = 16;

export interface Tooltip {
  show(deployments: readonly Deployment[], w: Words, at: { x: number; y: number }): void;
  hide(): void;
}

export function createTooltip(container: HTMLElement): Tooltip {
  const card = h("div", { class: "tooltip", hidden: true, "aria-hidden": "true" });
  container.append(card);
  let shown = "";
  return {
    show(deployments, w, at) {
      const key = w.language + deployments.map((d) => d.id).join();
      if (key !== shown) card.replaceChildren(...content(deployments, w));
      shown = key;
      card.dir = w.direction;
      card.hidden = false;
      put(card, container, at);
    },
    hide() {
      card.hidden = true;
      shown = "";
    },
  };
}

function content(deployments: readonly Deployment[], w: Words): HTMLElement[] {
  const rows = deployments.slice(0, MOST).map((d) => row(d, w));
  const rest = deployments.length - MOST;
  if (deployments.length > 1) rows.unshift(h("p", { class: "tooltip-count" }, w.t("deployments", { n: deployments.length })));
  if (rest > 0) rows.push(h("p", { class: "tooltip-rest" }, `+ ${w.number(rest)}`));
  return rows;
}

function row(d: Deployment, w: Words): HTMLElement {
  const facts = [d.quantity ? strength(d.quantity, w) : null, shortInterval(d, w)].filter((one) => one !== null).join(" · ");
  return h(
    "div",
    { class: "tooltip-row" },
    markIcon(d.status, 18),
    h(
      "div",
      {},
      h("p", { class: "tooltip-title" }, foreign(d.actor)),
      h("p", { class: "tooltip-place" }, `${w.t(`action${d.action}`)} · `, foreign(d.place)),
      h("p", { class: "tooltip-facts" }, `${w.t(`status${d.status}`)} · ${facts}`),
    ),
  );
}

/** Beside the pointer, on the side where there is room. */
function put(card: HTMLElement, container: HTMLElement, at: { x: number; y: number }): void {
  const { offsetWidth: width, offsetHeight: height } = card;
  const x = at.x + GAP_PX + width > container.clientWidth ? at.x - GAP_PX - width : at.x + GAP_PX;
  const y = at.y + GAP_PX + height > container.clientHeight ? at.y - GAP_PX - height : at.y + GAP_PX;
  card.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
}
