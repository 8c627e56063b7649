/**
 * The page's policy lets no string become HTML (`require-trusted-types-for 'script'`). Leaflet 1.9.4 writes two fixed
 * strings while it loads, to learn what the browser can do; these and nothing else are let through. Must be imported
 * before Leaflet.
 */
const PROBES: readonly string[] = ["<svg/>", '<v:shape adj="1"/>'];

interface PolicyFactory {
  createPolicy(name: "default", rules: { createHTML(text: string): string | null }): unknown;
}

const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
// The browser takes null for "refused" and throws.
factory?.createPolicy("default", { createHTML: (text) => (PROBES.includes(text) ? text : null) });

export {};
