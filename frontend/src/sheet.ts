/** On narrow screens the panel is a sheet over the foot of the map, with three heights. Elsewhere this does nothing. */
import { button, setAttributes } from "./dom";
import type { Words } from "./i18n";

export type Height = "peek" | "half" | "full";

const HEIGHTS: readonly Height[] = ["peek", "half", "full"];
const DRAG_PX = 6;

export interface Sheet {
  readonly handle: HTMLElement;
  set(height: Height): void;
  get(): Height;
  name(w: Words): void;
}

export function createSheet(panel: HTMLElement, onHeight: () => void): Sheet {
  let height: Height = "peek";
  let hasDragged = false;
  const handle = button({ class: "sheet-handle", "aria-expanded": "false" }, [], () => {
    if (hasDragged) hasDragged = false;
    else set(height === "peek" ? "half" : height === "half" ? "full" : "peek");
  });

  function set(next: Height): void {
    height = next;
    for (const one of HEIGHTS) panel.classList.toggle(`panel-${one}`, one === next);
    handle.setAttribute("aria-expanded", String(next !== "peek"));
    panel.style.removeProperty("block-size");
    onHeight();
  }

  handle.addEventListener("pointerdown", (event) => {
    const startY = event.clientY;
    const startHeight = panel.getBoundingClientRect().height;
    hasDragged = false;
    handle.setPointerCapture(event.pointerId);
    const drag = (move: PointerEvent): void => {
      if (Math.abs(move.clientY - startY) > DRAG_PX) hasDragged = true;
      if (!hasDragged) return;
      panel.classList.add("panel-dragged");
      panel.style.blockSize = `${Math.max(60, startHeight + startY - move.clientY)}px`;
    };
    const drop = (): void => {
      handle.removeEventListener("pointermove", drag);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("pointercancel", drop);
      panel.classList.remove("panel-dragged");
      if (hasDragged) set(nearest(panel.getBoundingClientRect().height / window.innerHeight));
    };
    handle.addEventListener("pointermove", drag);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", drop);
  });

  set("peek");
  return {
    handle,
    set,
    get: () => height,
    name: (w) => setAttributes(handle, { "aria-label": w.t("tabs") }),
  };
}

function nearest(share: number): Height {
  if (share < 0.28) return "peek";
  return share < 0.68 ? "half" : "full";
}
