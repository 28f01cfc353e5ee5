import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where screenshots are kept, outside of what is committed. */
export const artefacts = fileURLToPath(new URL("../artefacts", import.meta.url));

type Faute = { id: string; help: string; nodes: { target: string[]; html: string }[] };

/** Hands axe-core to the page; as an init script it also works under the Content-Security-Policy. */
export async function preparerAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: axe });
}

/** Fails when axe finds a violation (WCAG 2.2 AA and good practice) or when the page scrolls sideways. */
export async function attendreAccessible(page: Page, ou: string): Promise<void> {
  const fautes = await page.evaluate(async () => {
    const outil = (globalThis as unknown as { axe: { run(d: Document, o: object): Promise<{ violations: Faute[] }> } }).axe;
    const r = await outil.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
    return r.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(" ")).join(", ")})`);
  });
  expect(fautes, ou).toEqual([]);
  const debord = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(debord, `${ou}: pixels beyond the width of the window`).toBeLessThanOrEqual(0);
}

/** Gathers what the browser complains about: refused by the policy, errors of scripts. */
export function ecouterErreurs(page: Page): string[] {
  const erreurs: string[] = [];
  page.on("pageerror", (e) => erreurs.push(e.message));
  page.on("console", (m) => {
    if (m.type() === "error" && !m.text().includes("status of 404")) erreurs.push(m.text());
  });
  return erreurs;
}
