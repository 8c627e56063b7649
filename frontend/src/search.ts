/** The search field: places from the gazetteer to go to, or words to filter by. A combobox with a list below. */
import { button, foreign, h, icon, setAttributes } from "./dom";
import type { Words } from "./i18n";
import type { FoundPlace } from "./types";

const WAIT_MS = 180;
const FEWEST_LETTERS = 2;

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
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: 100,
    dir: "auto",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "search-list",
  });
  const clear = button({ class: "search-clear", hidden: true }, [icon("close", 15)], () => {
    input.value = "";
    close();
    events.onText("");
    input.focus();
  });
  const list = h("ul", { id: "search-list", class: "search-list", role: "listbox", hidden: true });
  const element = h("div", { class: "search", role: "search" }, icon("search", 17), input, clear, list);

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    clear.hidden = input.value === "";
    const query = input.value.trim();
    if (query === "") {
      close();
      return events.onText("");
    }
    open(query, []);
    if (query.length >= FEWEST_LETTERS) timer = window.setTimeout(() => void look(query), WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter") choose(choices[Math.max(active, 0)] ?? { text: input.value.trim() });
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    point(active + (event.key === "ArrowDown" ? 1 : -1));
  });
  input.addEventListener("blur", () => {
    close();
    // Words nobody chose must not look like the filter they are not.
    input.value = applied;
    clear.hidden = applied === "";
  });

  async function look(query: string): Promise<void> {
    request.abort();
    request = new AbortController();
    try {
      const places = await events.find(query, request.signal);
      if (query === input.value.trim() && document.activeElement === input) open(query, places);
    } catch {
      // A search that fails leaves the words to filter by; the next letter asks again.
    }
  }

  function open(query: string, places: readonly FoundPlace[]): void {
    const w = words;
    if (!w) return;
    choices = [{ text: query }, ...places.map((place) => ({ place }))];
    list.replaceChildren(...choices.map((choice, i) => row(choice, i, w)));
    setAttributes(input, { "aria-expanded": "true" });
    list.hidden = false;
    point(-1);
  }

  function row(choice: Choice, index: number, w: Words): HTMLElement {
    const item =
      "text" in choice
        ? h("li", { role: "option", class: "search-row" }, icon("filter", 16), w.t("searchText", { q: choice.text }))
        : h(
            "li",
            { role: "option", class: "search-row" },
            icon("fit", 16),
            foreign(choice.place.name),
            h("span", { class: "search-kind" }, [choice.place.kind, choice.place.country].filter(Boolean).join(" · ")),
          );
    item.id = `search-option-${index}`;
    // Before the field loses the focus and the list goes.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(choice);
    });
    return item;
  }

  function point(index: number): void {
    active = choices.length ? Math.max(-1, Math.min(index, choices.length - 1)) : -1;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    setAttributes(input, { "aria-activedescendant": active >= 0 ? `search-option-${active}` : null });
  }

  function choose(choice: Choice): void {
    close();
    if ("text" in choice) return events.onText(choice.text);
    input.value = "";
    clear.hidden = true;
    events.onText("");
    events.onPlace(choice.place);
  }

  function close(): void {
    window.clearTimeout(timer);
    request.abort();
    list.hidden = true;
    choices = [];
    active = -1;
    setAttributes(input, { "aria-expanded": "false", "aria-activedescendant": null });
  }

  return {
    element,
    render(text, w) {
      words = w;
      applied = text;
      setAttributes(input, { placeholder: w.t("search"), "aria-label": w.t("search") });
      setAttributes(clear, { "aria-label": w.t("clearSearch") });
      if (document.activeElement !== input) input.value = text;
      clear.hidden = input.value === "";
    },
  };
}
