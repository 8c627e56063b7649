/** One deployment in full: what is said of it, by whom, and in which words. All of it enters the page as text. */
import { itemAddress } from "./api";
import { button, foreign, h, icon, outLink, setAttributes } from "./dom";
import type { Words } from "./i18n";
import { markIcon } from "./symbols";
import type { Deployment, Evidence } from "./types";
import { exactness, interval, speakers, strength } from "./words";

export type Claims =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly list: readonly Evidence[] };

export interface EvidenceEvents {
  readonly onShowOnMap: (d: Deployment) => void;
  readonly onRetry: () => void;
}

export function evidenceView(d: Deployment, claims: Claims, w: Words, events: EvidenceEvents): HTMLElement {
  const list = claims.state === "ready" ? claims.list : [];
  return h(
    "article",
    { class: "evidence", "aria-labelledby": "evidence-title" },
    head(d, w),
    statusCard(d, w),
    facts(d, list.some((one) => one.role === "supports" && one.datesInferred), w),
    actions(d, w, events),
    h("h3", { class: "section-title" }, w.t("evidence")),
    claimsView(claims, w, events),
  );
}

function head(d: Deployment, w: Words): HTMLElement {
  return h(
    "header",
    { class: "evidence-head" },
    h("p", { class: "evidence-action" }, w.t(`action${d.action}`), d.sample && h("span", { class: "tag tag-sample" }, w.t("sampleTag"))),
    h("h2", { id: "evidence-title", class: "evidence-title", tabindex: -1 }, foreign(d.actor)),
    h("p", { class: "evidence-place" }, foreign(d.place)),
  );
}

function statusCard(d: Deployment, w: Words): HTMLElement {
  const counts = [w.t("originsCount", { n: d.origins }), w.t("claimsCount", { n: d.claims }), d.denials ? w.t("denialsCount", { n: d.denials }) : null];
  return h(
    "div",
    { class: `status-card status-card-${d.status}` },
    markIcon(d.status, 26),
    h(
      "div",
      {},
      h("p", { class: `status-card-name status-${d.status}` }, w.t(`status${d.status}`)),
      h("p", { class: "status-card-why" }, w.t(`why${d.status}`)),
      h("p", { class: "status-card-counts" }, counts.filter((one) => one !== null).join(" · ")),
    ),
  );
}

function facts(d: Deployment, inferred: boolean, w: Words): HTMLElement {
  const reported =
    d.firstReported === d.lastReported
      ? w.t("reportedOnce", { date: w.date(d.firstReported) })
      : w.t("reportedSpan", { first: w.date(d.firstReported), last: w.date(d.lastReported) });
  const rows: [string, Node | string][] = [
    [w.t("factStrength"), strength(d.quantity, w)],
    [w.t("factWhen"), interval(d, w, inferred)],
    [w.t("factWhere"), exactness(d, w)],
    [w.t("factReported"), reported],
  ];
  if (d.force) rows.splice(1, 0, [w.t("factForce"), foreign(d.force)]);
  if (d.equipment) rows.splice(2, 0, [w.t("factEquipment"), foreign(d.equipment)]);
  return h("dl", { class: "facts" }, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function actions(d: Deployment, w: Words, events: EvidenceEvents): HTMLElement {
  const copied = h("span", { role: "status", class: "hint" });
  const copy = button({ class: "small-button" }, [icon("link", 16), w.t("copyLink")], () => {
    void copyAddress().then((isDone) => (copied.textContent = w.t(isDone ? "copied" : "copyFailed")));
  });
  const data = h("a", { class: "small-button", href: itemAddress(d.id), type: "application/geo+json", target: "_blank", rel: "noopener" }, icon("download", 16), w.t("asGeojson"));
  return h("div", { class: "evidence-actions" }, button({ class: "small-button" }, [icon("fit", 16), w.t("showOnMap")], () => events.onShowOnMap(d)), copy, data, copied);
}

async function copyAddress(): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    return true;
  } catch {
    return false;
  }
}

function claimsView(claims: Claims, w: Words, events: EvidenceEvents): HTMLElement {
  if (claims.state === "loading") {
    return h("div", { class: "claims-loading", role: "status" }, h("span", { class: "visually-hidden" }, w.t("evidenceLoading")), ...[1, 2].map(() => h("div", { class: "skeleton skeleton-claim" })));
  }
  if (claims.state === "failed") {
    return h("div", { class: "notice", role: "alert" }, h("p", {}, w.t("evidenceFailed")), button({ class: "small-button" }, [w.t("retry")], events.onRetry));
  }
  if (claims.list.length === 0) return h("p", { class: "hint" }, w.t("evidenceNone"));
  const against = claims.list.filter((one) => one.role === "contradicts");
  const support = claims.list.filter((one) => one.role === "supports");
  return h("div", { class: "claims" }, section(w.t("evidenceFor"), support, w), section(w.t("evidenceAgainst"), against, w));
}

function section(title: string, claims: readonly Evidence[], w: Words): HTMLElement | null {
  if (claims.length === 0) return null;
  const byDate = [...claims].sort((a, b) => (a.published ?? Infinity) - (b.published ?? Infinity) || 0);
  return h(
    "section",
    { class: "claims-section" },
    h("h4", { class: "claims-title" }, title, h("span", { class: "count" }, w.number(claims.length))),
    ...byDate.map((one) => claimCard(one, w)),
  );
}

function claimCard(claim: Evidence, w: Words): HTMLElement {
  const isAgainst = claim.role === "contradicts";
  return h(
    "figure",
    { class: `claim claim-${claim.role}` },
    h(
      "div",
      { class: "claim-tags" },
      h("span", { class: `tag tag-${claim.role}` }, w.t(`role${claim.role}`)),
      h("span", { class: `tag tag-stance${isAgainst ? " tag-stance-against" : ""}` }, w.t(`stance${claim.stance}`)),
      claim.routine && h("span", { class: "tag" }, w.t("routine")),
      claim.ownSide && h("span", { class: "tag" }, w.t("ownSide")),
      claim.sample && h("span", { class: "tag tag-sample" }, w.t("sampleTag")),
    ),
    h("blockquote", { class: "claim-quote", dir: "auto" }, claim.quote),
    h(
      "figcaption",
      { class: "claim-foot" },
      h("p", { class: "claim-speaker" }, foreign(speakers(claim.holders, w))),
      sourceLine(claim, w),
    ),
  );
}

function sourceLine(claim: Evidence, w: Words): HTMLElement {
  const words = w.t(`grade${claim.reliability}`);
  const grade = h("abbr", { class: `grade grade-${claim.reliability}`, title: w.t("reliability", { grade: claim.reliability, words }) }, claim.reliability);
  setAttributes(grade, { role: "img", "aria-label": w.t("reliability", { grade: claim.reliability, words }) });
  // The addresses of the sample lead nowhere: they are as invented as its reports.
  const link =
    claim.url && !claim.sample
      ? setTitle(outLink(claim.url, w.t("openSource"), icon("out", 14)), claim.title)
      : h("span", { class: "hint" }, w.t(claim.sample ? "invented" : "noLink"));
  return h(
    "p",
    { class: "claim-source" },
    grade,
    h("span", { class: "claim-source-name" }, foreign(claim.source)),
    h("span", {}, claim.published === null ? w.t("undated") : w.date(claim.published, "short")),
    h("span", { class: "claim-grade-words" }, words),
    link,
  );
}

function setTitle(link: HTMLAnchorElement, title: string | null): HTMLAnchorElement {
  if (title) link.title = title;
  return link;
}
