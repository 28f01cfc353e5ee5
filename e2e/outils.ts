import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where screenshots are kept, outside of what is committed. */
export const artefacts = fileURLToPath(new URL("../artefacts", import.meta.url));

/** The réquisitions and attestations that the whole team tests with. */
export const papier = (nom: string): string => fileURLToPath(new URL(`../../shared/documents/${nom}`, import.meta.url));

type Faute = { id: string; help: string; nodes: { target: string[]; html: string }[] };

/** Hands axe-core to the page; as an init script it also works under the Content-Security-Policy. */
export async function preparerAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: axe });
}

/** Fails when axe finds a violation (WCAG 2.2 AA and good practice) or when the page scrolls sideways. */
export async function attendreAccessible(page: Page, ou: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0)); // a target half under the banner would be measured short
  const fautes = await page.evaluate(async () => {
    const outil = (globalThis as unknown as { axe: { run(d: Document, o: object): Promise<{ violations: Faute[] }> } }).axe;
    const r = await outil.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { "label-content-name-mismatch": { enabled: false } }, // experimental: axe ships it off, naming a tag turns it on
    });
    return r.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => `${n.target.join(" ")} = ${n.html.slice(0, 160)}`).join(", ")})`);
  });
  expect.soft(fautes, ou).toEqual([]);
  await attendreSansDebord(page, ou);
}

/** Fails when the page scrolls sideways. */
export async function attendreSansDebord(page: Page, ou: string): Promise<void> {
  const debord = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(debord, `${ou}: pixels beyond the width of the window`).toBeLessThanOrEqual(0);
}

/** Refusals that a test provokes: the browser prints them, the page explains them. */
const refus = /status of (403|404|409|413|422|429)/;

/** Gathers what the browser complains about: refused by the policy, errors of scripts, calls that fail. */
export function ecouterErreurs(page: Page, tolere?: RegExp): string[] {
  const erreurs: string[] = [];
  page.on("pageerror", (e) => erreurs.push(e.message));
  page.on("console", (m) => {
    if (m.type() === "error" && !refus.test(m.text()) && !tolere?.test(m.text())) erreurs.push(`${m.text()} (${m.location().url})`);
  });
  return erreurs;
}

/** Keeps a picture of the whole page among the artefacts. */
export async function photo(page: Page, nom: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${artefacts}/${nom}.png`, fullPage: true });
}
