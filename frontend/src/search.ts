/** The search field: places of the gazetteer to go to, or words to filter by. A combobox with a list below. */
import { button, foreign, h, icon, setAttributes, setText } from "./dom";
import type { Words } from "./i18n";
import type { FoundPlace } from "./types";
import { placeFacts } from "./words";

const WAIT_MS = 150;
const FEWEST_LETTERS = 2;
const LIST = "search-list";

export interface SearchEvents {
  readonly find: (query: string, signal: AbortSignal) => Promise<readonly FoundPlace[]>;
  readonly onPlace: (place: FoundPlace) => void;
  readonly onText: (text: string) => void;
}

export interface Search {
  readonly element: HTMLElement;
  render(text: string, w: Words): void;
}

type Choice = { readonly text: string } | { readonly place: FoundPlace };

export function createSearch(events: SearchEvents): Search {
  let words: Words | null = null;
  let request = new AbortController();
  let timer = 0;
  let choices: readonly Choice[] = [];
  let active = -1;
  /** The words deployments are filtered by now. */
  let applied = "";
  const input = h("input", {
    type: "text",
    class: "search-input",
    role: "combobox",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: 100,
    dir: "auto",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-controls": LIST,
  });
  const clear = button({ class: "search-clear", hidden: true }, [icon("close", 15)], () => {
    empty();
    input.focus();
  });
  const list = h("ul", { id: LIST, class: "search-list", role: "listbox" });
  const note = h("p", { class: "search-note", role: "status" });
  const popup = h("div", { class: "search-popup", hidden: true }, list, note);
  const element = h("div", { class: "search", role: "search" }, icon("search", 17), input, clear, popup);

  input.addEventListener("input", () => {
    const query = input.value.trim();
    clear.hidden = input.value === "";
    if (query === "") return empty();
    // What was found for the letters before stays until the answer comes, so that the list does not flicker.
    open(query, query.length < FEWEST_LETTERS ? [] : placesOf(choices));
    lookSoon(query);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !popup.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Escape" && input.value !== "") {
      event.preventDefault();
      empty();
    } else if (event.key === "Enter") {
      choose(choices[Math.max(active, 0)] ?? { text: input.value.trim() });
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (popup.hidden) reopen();
      else point(active + (event.key === "ArrowDown" ? 1 : -1));
    }
  });
  input.addEventListener("blur", () => {
    close();
    // Words nobody chose must not look like the filter they are not.
    input.value = applied;
    clear.hidden = applied === "";
  });

  function lookSoon(query: string): void {
    window.clearTimeout(timer);
    request.abort();
    if (query.length >= FEWEST_LETTERS) timer = window.setTimeout(() => void look(query), WAIT_MS);
  }

  async function look(query: string): Promise<void> {
    request = new AbortController();
    const { signal } = request;
    try {
      const places = await events.find(query, signal);
      if (signal.aborted || document.activeElement !== input) return;
      open(query, places);
      setText(note, words ? (places.length ? words.t("searchFound", { n: places.length }) : words.t("searchNone")) : "");
      note.classList.toggle("visually-hidden", places.length > 0);
    } catch {
      // A search that fails leaves the words to filter by; the next letter asks again.
      if (!signal.aborted) open(query, []);
    }
  }

  function reopen(): void {
    const query = input.value.trim();
    if (query === "") return;
    open(query, []);
    lookSoon(query);
  }

  function open(query: string, places: readonly FoundPlace[]): void {
    const w = words;
    if (!w) return;
    choices = [{ text: query }, ...places.map((place) => ({ place }))];
    list.replaceChildren(...choices.map((choice, i) => row(choice, i, w)));
    setText(note, "");
    note.classList.add("visually-hidden");
    setAttributes(input, { "aria-expanded": "true" });
    popup.hidden = false;
    point(-1);
  }

  function row(choice: Choice, index: number, w: Words): HTMLElement {
    const item = h("li", { id: `search-option-${index}`, role: "option", class: "search-row" });
    if ("text" in choice) item.append(icon("filter", 16), h("span", { class: "search-name" }, w.t("searchText", { q: choice.text })));
    else item.append(icon("pin", 17), ...placeRow(choice.place, w));
    // Before the field loses the focus and the list goes. A finger may only mean to scroll the list.
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(choice));
    return item;
  }

  function point(index: number): void {
    const count = choices.length;
    // Over either end it comes to the field itself, and then to the other end.
    active = index < -1 ? count - 1 : index >= count ? -1 : index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    setAttributes(input, { "aria-activedescendant": active >= 0 ? `search-option-${active}` : null });
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function choose(choice: Choice): void {
    close();
    if ("text" in choice) return events.onText(choice.text);
    empty();
    // The keyboard of a phone would cover the map that was asked for.
    if (window.matchMedia("(pointer: coarse)").matches) input.blur();
    events.onPlace(choice.place);
  }

  function empty(): void {
    close();
    input.value = "";
    clear.hidden = true;
    events.onText("");
  }

  function close(): void {
    window.clearTimeout(timer);
    request.abort();
    popup.hidden = true;
    choices = [];
    active = -1;
    setText(note, "");
    setAttributes(input, { "aria-expanded": "false", "aria-activedescendant": null });
  }

  return {
    element,
    render(text, w) {
      words = w;
      applied = text;
      setAttributes(input, { placeholder: w.t("search"), "aria-label": w.t("search") });
      setAttributes(clear, { "aria-label": w.t("clearSearch") });
      setAttributes(list, { "aria-label": w.t("searchPlaces") });
      if (document.activeElement !== input) input.value = text;
      clear.hidden = input.value === "";
    },
  };
}

function placesOf(choices: readonly Choice[]): FoundPlace[] {
  return choices.flatMap((choice) => ("place" in choice ? [choice.place] : []));
}

/** The name that fits what was typed, what and where it is, and whether reports speak of it. */
function placeRow(place: FoundPlace, w: Words): HTMLElement[] {
  const name = h("span", { class: "search-name" }, foreign(place.matched));
  if (place.matched !== place.name) name.append(" ", h("span", { class: "search-other" }, foreign(place.name)));
  const rows = [h("span", { class: "search-place" }, name, h("span", { class: "search-facts" }, placeFacts(place, w)))];
  if (place.isReported) rows.push(h("span", { class: "search-reported" }, w.t("inReports")));
  return rows;
}
