/** The bar on top: name, search, download, language, appearance, about. */
import { button, h, icon, setAttributes, svg } from "./dom";
import type { Words } from "./i18n";
import type { Language, Theme } from "./state";

export interface HeaderEvents {
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: Theme) => void;
  readonly onAbout: () => void;
}

export interface Header {
  readonly element: HTMLElement;
  render(value: { readonly theme: Theme; readonly download: string; readonly hasWords: boolean }, w: Words): void;
}

const THEMES = ["auto", "light", "dark"] as const;
const THEME_ICONS = { auto: "auto", light: "sun", dark: "moon" } as const;
/** Each language is named in itself. */
const LANGUAGES: readonly { readonly code: Language; readonly name: string; readonly short: string }[] = [
  { code: "en", name: "English", short: "EN" },
  { code: "ar", name: "العربية", short: "ع" },
];

export function createHeader(search: HTMLElement, events: HeaderEvents): Header {
  const tagline = h("p", { class: "brand-tagline" });
  const download = h("a", { class: "icon-button", target: "_blank", rel: "noopener", type: "application/geo+json" }, icon("download"));
  let theme: Theme = "auto";
  let drawn = "";
  const themeButton = button({ class: "icon-button" }, [], () => events.onTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto"));
  const aboutButton = button({ class: "icon-button" }, [icon("info")], events.onAbout);
  const languages = h("div", { class: "segments segments-small", role: "group" });
  const languageButtons = LANGUAGES.map(({ code, name, short }) => {
    const one = button({ class: "segment", lang: code, "aria-label": `${short} – ${name}`, title: name }, [short], () => events.onLanguage(code));
    languages.append(one);
    return { code, one };
  });
  const element = h(
    "header",
    { class: "header" },
    h("div", { class: "brand" }, logo(), h("div", { class: "brand-words" }, h("h1", { class: "brand-name" }, "Posturemap"), tagline)),
    search,
    h("div", { class: "header-tools" }, languages, themeButton, download, aboutButton),
  );
  return {
    element,
    render(value, w) {
      theme = value.theme;
      const downloadName = w.t(value.hasWords ? "downloadWithoutWords" : "downloadView");
      setAttributes(download, { href: value.download, "aria-label": downloadName, title: downloadName });
      if (drawn === `${w.language} ${theme}`) return;
      drawn = `${w.language} ${theme}`;
      tagline.textContent = w.t("tagline");
      languages.setAttribute("aria-label", w.t("language"));
      for (const { code, one } of languageButtons) setAttributes(one, { "aria-pressed": String(code === w.language) });
      const themeName = `${w.t("theme")}: ${w.t(`theme${theme}`)}`;
      themeButton.replaceChildren(icon(THEME_ICONS[theme]));
      setAttributes(themeButton, { "aria-label": themeName, title: themeName });
      setAttributes(aboutButton, { "aria-label": w.t("about"), title: w.t("about") });
    },
  };
}

function logo(): SVGSVGElement {
  return svg(
    "svg",
    { class: "logo", viewBox: "0 0 32 32", width: 30, height: 30, "aria-hidden": "true", focusable: "false" },
    svg("rect", { width: 32, height: 32, rx: 8, class: "logo-ground" }),
    svg("circle", { cx: 16, cy: 16, r: 9.5, class: "logo-ring" }),
    svg("path", { d: "M16 9.5v13a6.5 6.5 0 0 1 0-13z", class: "logo-half" }),
    svg("circle", { cx: 16, cy: 16, r: 6.5, class: "logo-circle" }),
  );
}
