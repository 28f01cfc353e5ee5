import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Conversation } from "./conversation";
import { expect, IOANA, test } from "./essai";
import { artefacts, attendreAccessible, attendreSansDebord } from "./outils";

/** A réquisition of more than 10,000 characters, as copied from a PDF (turn 95). */
const texte = readFileSync(fileURLToPath(new URL("../assistant/rejouer/testdata/requisition-collee.txt", import.meta.url)), "utf8");

/** Pastes as ControlOrMeta+V does: the whole text at once, in the field. */
async function coller(c: Conversation, mots: string): Promise<void> {
  await c.champ.focus();
  await c.page.evaluate((t) => document.execCommand("insertText", false, t), mots);
}

test("a pasted réquisition is kept whole, read, and proposed line by line", async ({ ouvrir }) => {
  test.setTimeout(90_000);
  expect(texte.length).toBeGreaterThan(10_000);
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await c.choisir("Nouveau mémoire");
  await coller(c, texte);
  expect((await c.champ.inputValue()).length).toBe(texte.length);
  await c.champ.press("Enter");
  await c.attendreLecture("N° d'affaire", "Date de la réquisition", "Type de prestation");

  const bulle = c.journal.locator("article.bulle-usager").last();
  await expect(bulle).toContainText("COMMISSARIAT DE POLICE DE BOBIGNY");
  expect((await bulle.innerText()).length).toBeLessThan(600);
  const piece = bulle.getByRole("link", { name: /^texte-colle-\d{4}-\d\d-\d\d\.txt$/ });
  const fichier = await page.request.get((await piece.getAttribute("href")) ?? "");
  expect(fichier.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  expect((await fichier.text()).trimEnd()).toBe(texte.trimEnd());

  const affaire = c.carte("N° d'affaire");
  await expect(affaire).toContainText("lu ligne 7 du texte collé");
  await expect(affaire.locator("q")).toHaveText("2026/80412");
  await expect(affaire.getByRole("img")).toHaveCount(0);
  await attendreAccessible(page, "texte collé");
  await c.ecran(`${artefacts}/colle/large.png`);
  await c.choisir("Tout est juste");
  await expect(c.valeur("numero_affaire")).toContainText("2026/80412");
  await expect(c.valeur("numero_affaire")).toContainText("lu ligne 7 du texte collé");

  await page.reload();
  await expect(c.journal.locator("article.bulle-usager").filter({ hasText: "texte-colle-" })).toHaveCount(1);
  await page.setViewportSize({ width: 360, height: 740 });
  await attendreSansDebord(page, "texte collé au téléphone");
  await c.ecran(`${artefacts}/colle/telephone.png`);
});

test("a text over the limit is given back with its measure, never cut", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA);
  const c = await Conversation.nouvelle(page);
  await coller(c, "réquisition ".repeat(17_000));
  await c.champ.press("Enter");
  const bulle = c.journal.locator("article.bulle-echec");
  await expect(bulle).toContainText(/20[34]\s\d{3} caractères reçus, 200\s000 au plus/);
  await expect(bulle.getByRole("button", { name: "Renvoyer" })).toBeVisible();
});

test("without JavaScript a long text goes by the plain form", async ({ ouvrir }) => {
  const page = await ouvrir(IOANA, { javaScriptEnabled: false });
  await page.request.post("/assistant/nouvelle", { maxRedirects: 0 });
  await page.goto("/assistant");
  const champ = page.getByRole("textbox", { name: "Votre message" });
  await champ.fill(texte);
  await page.getByRole("button", { name: "Envoyer" }).click();
  await expect(page.getByRole("link", { name: /^texte-colle-/ })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("lu ligne 7 du texte collé").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});
